package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Option;
import io.senlin.config.Problem;
import io.senlin.delivery.Refused;
import io.senlin.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into force what was changed: senlin.conf and plugins, at which it looks five times a
 * second and which it takes once they are the same at two looks, as nobody writes to them any more,
 * or at once when told to; and once a second what administrators asked of other engines on the same
 * database. What is wrong changes nothing: it is logged, and what ran goes on. What is right but
 * cannot be brought into force now, as the database is away, is tried again until it is. One thread
 * watches; any may demand.
 */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int REFRESH_EVERY = 5;

  private final Loader loader;
  private final Dispatchers dispatchers;
  private final Configuration started;
  private final BlockingQueue<Boolean> demands = new LinkedBlockingQueue<>(1);
  private Configuration wanted; // the last one that could be read, in force or refused
  private Fingerprint seen;
  private Optional<Loaded> waiting = Optional.empty();
  private boolean troubled;

  /**
   * @param running what is in force now
   */
  Reloading(Loader loader, Dispatchers dispatchers, Configuration running) {
    this.loader = loader;
    this.dispatchers = dispatchers;
    this.started = running;
    this.wanted = running;
    this.seen = look();
  }

  /** Looks, until interrupted. */
  void watch() throws InterruptedException {
    Fingerprint before = seen;
    for (int turn = 1; true; turn++) {
      boolean demanded = demands.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS) != null;
      Fingerprint now = look();
      boolean written = now.equals(before) && !now.equals(seen);
      before = now;
      if (demanded || written) {
        seen = now;
        load();
      }
      if (waiting.isPresent()) {
        apply(waiting.get());
      } else if (turn % REFRESH_EVERY == 0) {
        refresh();
      }
    }
  }

  private Fingerprint look() {
    return Fingerprint.of(loader.watched(wanted));
  }

  /** Reads the files now, whether they changed or not; returns at once. */
  void demand() {
    if (!demands.offer(true)) {
      LOG.debug("a demand to read the configuration is already waiting");
    }
  }

  private void load() {
    try {
      Loaded loaded = loader.load();
      boolean elsewhere = !loader.watched(loaded.configuration()).equals(loader.watched(wanted));
      wanted = loaded.configuration();
      if (elsewhere) {
        seen = look(); // the folders that are new were read just now
      }
      waiting = Optional.of(loaded);
    } catch (ConfigurationException wrong) {
      refuse(wrong.problems());
    } catch (RuntimeException unexpected) { // the watch must go on, whatever a plugin throws
      LOG.error("the new configuration is not in force", unexpected);
    }
  }

  private void apply(Loaded loaded) {
    try {
      dispatchers.apply(loaded);
      waiting = Optional.empty();
      troubled = false;
      LOG.info(
          "the configuration was read again: {}",
          loaded.configuration().get(ServerOptions.EVENT_DISPATCHERS));
      String later = changedSinceStart(loaded.configuration());
      if (!later.isEmpty()) {
        LOG.warn("not in force before the engine is started again: {}", later);
      }
    } catch (Refused wrong) {
      waiting = Optional.empty();
      refuse(problems(wrong, loaded.configuration()));
    } catch (StoreUnavailable unavailable) {
      report("the new configuration is not in force yet, tried again until it is", unavailable);
    } catch (RuntimeException unexpected) { // the watch must go on, whatever a plugin throws
      waiting = Optional.empty();
      LOG.error("the new configuration is not in force", unexpected);
    }
  }

  private String changedSinceStart(Configuration now) {
    return ServerOptions.readAtStart().stream()
        .filter(option -> !now.find(option).equals(started.find(option)))
        .map(Option::toString)
        .collect(Collectors.joining(", "));
  }

  private void refresh() {
    try {
      dispatchers.refresh();
      troubled = false;
    } catch (Refused | StoreUnavailable trouble) {
      report("what was asked of another engine is not followed yet", trouble);
    } catch (RuntimeException unexpected) { // as above
      LOG.error("what was asked of another engine is not followed", unexpected);
    }
  }

  /** Says what is in the way, once until it is over. */
  private void report(String what, Exception trouble) {
    if (!troubled) {
      LOG.warn("{}: {}", what, trouble.getMessage());
    }
    troubled = true;
  }

  /** What is wrong, with the lines of senlin.conf it is about. */
  static List<Problem> problems(Refused refused, Configuration configuration) {
    return refused.faults().stream()
        .map(
            fault ->
                new Problem(
                    configuration.origin(Option.text(fault.section(), fault.option())),
                    fault.message()))
        .toList();
  }

  private static void refuse(List<Problem> problems) {
    LOG.error(
        "the new configuration is not in force, the one before stays: {}",
        problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
  }
}
