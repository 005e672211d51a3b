package io.senlin.store;

/**
 * This program may not write any more: another one has taken over its work. Nothing was written,
 * and nothing will be through this store.
 */
public final class StoreFenced extends StoreException {
  /**
   * @param message who is fenced, and what follows, a sentence
   */
  public StoreFenced(String message) {
    super(message, null);
  }
}
