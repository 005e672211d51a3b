package io.senlin.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which database, and how to use it.
 *
 * @param connection a URL in the form of oslo.db: {@code sqlite:////var/lib/senlin/senlin.db},
 *     {@code mysql+pymysql://user:password@host/senlin}, {@code postgresql://…}
 * @param maxReaders the largest number of connections for reading
 * @param maxRetries how often connecting is tried again at the start; -1 for as long as it takes
 * @param retryPause how long to wait in between
 * @param recycleAfter the age at which a connection for reading is replaced; zero for never
 */
public record StoreSettings(
    String connection, int maxReaders, int maxRetries, Duration retryPause, Duration recycleAfter) {

  public StoreSettings {
    if (maxReaders < 1) {
      throw new IllegalArgumentException("maxReaders is " + maxReaders + "; give 1 or more");
    }
  }

  /** The database at {@code connection}, with what is usual for the rest. */
  public static StoreSettings of(String connection) {
    return new StoreSettings(connection, 5, 10, Duration.ofSeconds(2), Duration.ofHours(1));
  }

  /** An SQLite file, which is made if it does not exist; its directory must. */
  public static StoreSettings sqlite(Path file) {
    return of("sqlite:///" + file.toAbsolutePath());
  }

  /** The same for a command that only looks something up: it does not wait for the database. */
  public StoreSettings withoutWaiting() {
    return new StoreSettings(connection, 1, 0, retryPause, recycleAfter);
  }

  /**
   * Looks at the connection without making one.
   *
   * @throws StoreFailure if it is no URL of a database that can be used; the message shows no
   *     password
   */
  public void check() {
    var _ = ConnectionUrl.parse(connection);
  }

  /** Without the connection, which may hold a password. */
  @Override
  public String toString() {
    return "StoreSettings[maxReaders=" + maxReaders + ", maxRetries=" + maxRetries + "]";
  }
}
