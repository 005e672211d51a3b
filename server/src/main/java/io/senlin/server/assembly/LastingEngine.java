package io.senlin.server.assembly;

import io.senlin.config.Change;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final ConfigFiles files;
  private final List<Change> changes;
  private final boolean insecure;

  /** Held while an engine starts, which may take long. */
  private final ReentrantLock starting = new ReentrantLock();

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable RunningEngine running;
  private @Nullable Thread joining;
  private boolean closed;

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
    URI url = lasting.first().url();
    lasting.changes.add(
        new Change(
            ServerOptions.BIND_PORT.section(),
            ServerOptions.BIND_PORT.name(),
            List.of(Integer.toString(url.getPort())),
            "the port of the first start"));
    return lasting;
  }

  private RunningEngine first() {
    starting.lock();
    try {
      return begin();
    } finally {
      starting.unlock();
    }
  }

  private RunningEngine begin() {
    RunningEngine begun = RunningEngine.start(files, changes, insecure, this::startAgain);
    lock.lock();
    try {
      if (!closed) {
        running = begun;
        return begun;
      }
    } finally {
      lock.unlock();
    }
    begun.close();
    throw new Failure(ExitCode.FAILED, "the engine was stopped while it started");
  }

  private void startAgain() {
    starting.lock(); // an engine may be fenced before its start is over
    try {
      if (joins()) {
        end();
        tryUntilJoined();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // closed; this thread ends
    } finally {
      starting.unlock();
    }
  }

  /** Notes that this thread starts an engine; false if none is wanted any more. */
  private boolean joins() {
    lock.lock();
    try {
      joining = Thread.currentThread();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void tryUntilJoined() throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        RunningEngine begun = begin();
        LOG.info("this engine has joined again, as {}", begun.id());
        return;
      } catch (Failure failure) {
        if (!told) {
          LOG.warn("this engine cannot join again, and goes on trying: {}", failure.getMessage());
          told = true;
        }
      } catch (RuntimeException unexpected) { // without an engine, this process is of no use
        LOG.error("this engine cannot join again, and goes on trying", unexpected);
      }
      Thread.sleep(PAUSE);
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

  /** Ends the engine, or its start; returns when that is done. */
  @Override
  public void close() {
    Optional<Thread> starts;
    lock.lock();
    try {
      closed = true;
      starts = Optional.ofNullable(joining);
    } finally {
      lock.unlock();
    }
    starts.ifPresent(LastingEngine::endStart);
    end();
  }

  private static void endStart(Thread joining) {
    joining.interrupt();
    try {
      joining.join(STOP_LIMIT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // whoever closes is in a hurry
    }
  }
}
