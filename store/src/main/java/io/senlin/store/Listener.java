package io.senlin.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what others on the same PostgreSQL say by NOTIFY, on a connection and a thread of its own.
 * While the connection is broken what is said is missed, and not repeated. Thread-safe.
 *
 * @see Store#listen
 */
public final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PATIENCE_MILLIS = 5_000;

  /** How to connect. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  private final Connector connector;
  private final String channel;
  private final Consumer<String> hearer;
  private final Thread thread;
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  Listener(Connector connector, String channel, Consumer<String> hearer) {
    this.connector = connector;
    this.channel = channel;
    this.hearer = hearer;
    this.thread = Thread.ofPlatform().name("store-listener").daemon().unstarted(this::run);
    thread.start();
  }

  private void run() {
    boolean told = false;
    while (!closed) {
      try (Connection open = connector.connect()) {
        connection = open;
        told = false;
        listen(open);
      } catch (SQLException cause) {
        if (!told && !closed) {
          log.info("cannot hear other engines, and looks by itself: {}", cause.getMessage());
          told = true;
        }
        pause();
      }
    }
  }

  private void listen(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute("LISTEN " + channel);
      PGConnection ear = open.unwrap(PGConnection.class);
      while (!closed) {
        PGNotification[] heard = ear.getNotifications(PATIENCE_MILLIS);
        if (heard.length == 0) {
          statement.execute("SELECT 1"); // shows whether the server is still there
        }
        for (PGNotification notification : heard) {
          hearer.accept(notification.getParameter());
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Connection open = connection;
    if (open != null) {
      try {
        open.close(); // ends the wait, which heeds no interrupt
      } catch (SQLException cause) {
        log.debug("closing the connection of the listener failed", cause);
      }
    }
    try {
      if (!thread.join(PAUSE.multipliedBy(2))) {
        log.warn("the listener did not end and is left behind");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
