package io.senlin.store;

/**
 * The engine's database. Thread-safe.
 *
 * <p>Writing is done by one thread: it takes the works that wait, runs them in one transaction,
 * commits once, and then tells all their callers. So many callers share the price of one durable
 * commit, and a work sees no other one half done. Reading uses connections of its own and never
 * waits for a writer.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Store implements AutoCloseable {
  private Store() {}

  /**
   * Opens the database, brings its schema up to date and starts the writer.
   *
   * @throws StoreException if that is not possible; the message says what to do
   */
  public static Store open(StoreSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs {@code work} in a transaction and returns its result after the durable commit. Does not
   * react to an interrupt, so that the caller always learns what happened; the thread's flag is
   * kept.
   *
   * @throws StoreUnavailable if the database cannot write now; nothing is written
   * @throws StoreFailure if a statement of the work failed; nothing is written
   * @throws IllegalStateException if called from within a work, or after {@link #close}
   */
  public <T> T write(Work<T> work) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs {@code work} on one consistent snapshot, which holds every write that returned before.
   * Waits while all connections for reading are busy.
   *
   * @throws StoreUnavailable if the database cannot be read now
   * @throws StoreFailure if a statement of the work failed
   */
  public <T> T read(Work<T> work) {
    throw new UnsupportedOperationException();
  }

  public Dialect dialect() {
    throw new UnsupportedOperationException();
  }

  /** Finishes the works that wait, refuses new ones, and closes the database. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
