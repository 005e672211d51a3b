package io.senlin.store;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The engine's database. Thread-safe.
 *
 * <p>Writing is done by one thread: it takes the works that wait, runs them in one transaction,
 * commits once, and then tells all their callers. So many callers share the price of one durable
 * commit, and a work sees no other one half done. On a server a second thread does so beside it,
 * for {@link #writeAside}. Reading uses connections of its own and never waits for a writer.
 */
public final class Store implements AutoCloseable {
  private final Database database;
  private final Writer writer;
  private final Writer sideWriter; // the same one where there can be no other
  private final Readers readers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Store(Database database, StoreSettings settings) throws SQLException {
    this.database = database;
    Outage outage = new Outage();
    this.writer = Writer.connected(database, "store-writer", outage);
    this.sideWriter =
        database.takesManyWriters()
            ? Writer.unconnected(database, "store-side-writer", outage)
            : this.writer;
    this.readers = database.openReaders(settings);
  }

  /**
   * Opens the database, brings its schema up to date and starts the writer.
   *
   * @throws StoreException if that is not possible; the message says what to do
   */
  public static Store open(StoreSettings settings) {
    ConnectionUrl url = ConnectionUrl.parse(settings.connection());
    return open(Database.of(url, settings), settings, Database::bringUpToDate);
  }

  /**
   * Opens a database beside the engines that use it, on SQLite too. Its tables must be up to date;
   * transactions must be short, as an engine on an SQLite file waits for them.
   *
   * @throws StoreException if that is not possible; the message says what to do
   */
  public static Store guest(StoreSettings settings) {
    ConnectionUrl url = ConnectionUrl.parse(settings.connection());
    return open(Database.besideOthers(url, settings), settings, Store::requireUpToDate);
  }

  /**
   * The store in the database of somebody else's engine: makes the tables of the journal beside
   * theirs, under a history of their own, and starts the writer on one of their connections. It
   * holds that one until it is closed, and borrows another for each read.
   *
   * @throws StoreException if that is not possible; the message says what to do
   */
  public static Store of(DataSource source) {
    return open(SourceDatabase.of(source), SourceDatabase.SETTINGS, Database::bringUpToDate);
  }

  private static void requireUpToDate(Database database) {
    List<String> problems = database.examine().problems();
    if (!problems.isEmpty()) {
      throw new StoreFailure(String.join("; ", problems), null);
    }
  }

  private static Store open(
      Database database, StoreSettings settings, Consumer<Database> preparation) {
    try {
      preparation.accept(database);
      return new Store(database, settings);
    } catch (SQLException cause) {
      database.close();
      throw database.explain(cause);
    } catch (RuntimeException refused) {
      database.close();
      throw refused;
    }
  }

  /** From now on every transaction that writes begins with {@code guard}. */
  public void guard(Guard guard) {
    writer.guard(guard);
    sideWriter.guard(guard);
  }

  /**
   * Looks at the tables of a database, and changes nothing.
   *
   * @throws StoreException if they are of another program, or the database is not to be reached
   */
  public static SchemaState examine(StoreSettings settings) {
    ConnectionUrl url = ConnectionUrl.parse(settings.connection());
    if (url.dialect() == Dialect.SQLITE && Files.notExists(url.file())) {
      return SchemaState.NONE;
    }
    try (Database database = Database.besideOthers(url, settings)) {
      return database.examine();
    }
  }

  /**
   * Runs {@code work} in a transaction and returns its result after the durable commit. Does not
   * react to an interrupt, so that the caller always learns what happened; the thread's flag is
   * kept.
   *
   * @throws StoreUnavailable if the database cannot write now; nothing is written
   * @throws StoreFailure if a statement of the work failed; nothing is written
   * @throws StoreFenced if the guard refused; nothing is written
   * @throws IllegalStateException if called from within a work, or after {@link #close}
   */
  public <T> T write(Work<T> work) {
    return writeBy(writer, work);
  }

  /**
   * The same for works that follow what is committed already, such as delivering it: they are done
   * by a second thread, over a connection of its own, so that many of them and those of {@link
   * #write} do not wait for each other. On SQLite, where one writes at a time, there is no
   * difference.
   */
  public <T> T writeAside(Work<T> work) {
    return writeBy(sideWriter, work);
  }

  private <T> T writeBy(Writer chosen, Work<T> work) {
    if (writer.isAsking() || sideWriter.isAsking()) {
      throw new IllegalStateException("a work cannot wait for another write; use its session");
    }
    return chosen.write(work);
  }

  /**
   * Runs {@code work} on one consistent snapshot, which holds every write that returned before.
   * Waits while all connections for reading are busy.
   *
   * @throws StoreUnavailable if the database cannot be read now
   * @throws StoreFailure if a statement of the work failed
   */
  public <T> T read(Work<T> work) {
    return readers.read(work);
  }

  /**
   * Hears what is said by PostgreSQL's NOTIFY on {@code channel}, until what is returned is closed.
   * Messages are missed while the connection for it is broken: they are hints.
   *
   * @param hearer called on a thread of its own; must not block for long
   * @return empty if the database cannot do that
   */
  public Optional<Listener> listen(String channel, Consumer<String> hearer) {
    return database.listen(channel, hearer);
  }

  public Dialect dialect() {
    return database.dialect();
  }

  /** Finishes the works that wait, refuses new ones, and closes the database. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sideWriter.close();
    writer.close();
    readers.close();
    database.close();
  }
}
