package io.senlin.server.assembly;

import io.senlin.delivery.DispatcherSource;
import io.senlin.dispatchers.database.DatabaseDispatcher;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import io.senlin.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The dispatcher {@code database}. It is known before its database is open, as senlin.conf is
 * checked with the names of all dispatchers before anything is opened. Thread-safe.
 */
final class DatabaseSource implements DispatcherSource {
  static final String NAME = "database";

  private final CompletableFuture<Store> store = new CompletableFuture<>();

  /** Says where the rows go; no instance is made before. */
  void attach(Store opened) {
    store.complete(opened);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> version() {
    return Optional.of("built in");
  }

  @Override
  public Optional<List<Option>> options() {
    return Optional.of(List.of());
  }

  @Override
  public ClassLoader loader() {
    return DatabaseSource.class.getClassLoader();
  }

  @Override
  public EventBackend create() {
    return new DatabaseDispatcher(store.resultNow());
  }
}
