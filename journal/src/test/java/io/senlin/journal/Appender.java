package io.senlin.journal;

import io.senlin.spi.Action;
import io.senlin.spi.Level;
import io.senlin.store.Session;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * The child of {@link JournalCrashIT}: until it is killed, many threads change a state and append
 * the event of it in one transaction, and say on standard output which ones are acknowledged.
 */
final class Appender {
  private static final int THREADS = 16;

  private Appender() {}

  @SuppressWarnings("SystemOut") // the pipe to the parent
  public static void main(String[] arguments) {
    Store store = Store.open(StoreSettings.sqlite(Path.of(arguments[0])));
    Journal journal = StoredJournal.open(store, InstantSource.system(), "engine");
    PrintStream out = new PrintStream(System.out, true);
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(() -> append(store, journal, out));
    }
  }

  private static void append(Store store, Journal journal, PrintStream out) {
    Action action = Events.of("NODE_CREATE").build().action();
    while (!out.checkError()) { // it fails when the parent is gone
      UUID id = store.write(session -> changeState(session, journal, action));
      out.println(id);
    }
  }

  /** The state row has the event's id as its name, so that the two can be compared. */
  private static UUID changeState(Session session, Journal journal, Action action)
      throws SQLException {
    UUID event = journal.append(session, Level.INFO, action, "start", "", Map.of());
    session.update("INSERT INTO action (id, name) VALUES (?, ?)", UUID.randomUUID(), event);
    return event;
  }
}
