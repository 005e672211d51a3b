package io.senlin.server.assembly;

import io.senlin.config.Change;
import io.senlin.server.cli.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine for the whole life of this process: when others have taken over its work, because it
 * was silent for too long, it stops and starts again as a new one, on the same port. In between the
 * port is closed. Thread-safe.
 */
final class LastingEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LastingEngine.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ConfigFiles files;
  private final List<Change> changes;
  private final boolean insecure;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable RunningEngine running; // guarded by lock
  private volatile boolean closed;

  private LastingEngine(ConfigFiles files, List<Change> changes, boolean insecure) {
    this.files = files;
    this.changes = new ArrayList<>(changes);
    this.insecure = insecure;
  }

  /**
   * Starts an engine; returns when it answers.
   *
   * @throws Failure if it cannot start; then nothing of it runs
   * @see RunningEngine#start
   */
  static LastingEngine start(ConfigFiles files, List<Change> changes, boolean insecure) {
    LastingEngine lasting = new LastingEngine(files, changes, insecure);
    URI url = lasting.begin().url();
    lasting.changes.add(
        new Change(
            ServerOptions.BIND_PORT.section(),
            ServerOptions.BIND_PORT.name(),
            List.of(Integer.toString(url.getPort())),
            "the port of the first start"));
    return lasting;
  }

  private RunningEngine begin() {
    lock.lock();
    try {
      RunningEngine begun = RunningEngine.start(files, changes, insecure, this::startAgain);
      running = begun;
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private void startAgain() {
    end();
    boolean told = false;
    while (!closed) {
      try {
        RunningEngine begun = begin();
        LOG.info("this engine has joined again, as {}", begun.id());
        return;
      } catch (Failure failure) {
        if (!told) {
          LOG.warn("this engine cannot join again, and goes on trying: {}", failure.getMessage());
          told = true;
        }
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void end() {
    lock.lock();
    try {
      if (running != null) {
        running.close();
        running = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where it answers. */
  URI url() {
    lock.lock();
    try {
      return running == null ? URI.create("") : running.url();
    } finally {
      lock.unlock();
    }
  }

  /** Reads the configuration again, soon. */
  void reload() {
    lock.lock();
    try {
      if (running != null) {
        running.reload();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    end();
  }
}
