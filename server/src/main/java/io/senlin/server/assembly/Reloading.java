package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Option;
import io.senlin.config.Problem;
import io.senlin.delivery.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a saved change of senlin.conf or of a plugin into force: looks at the files four times a
 * second, and at once when told to. What is wrong changes nothing: it is logged, and what ran goes
 * on. One thread watches; any may demand.
 */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Loader loader;
  private final Dispatchers dispatchers;
  private final BlockingQueue<Boolean> demands = new LinkedBlockingQueue<>(1);
  private Configuration running;
  private Fingerprint seen;

  /**
   * @param running what is in force now
   */
  Reloading(Loader loader, Dispatchers dispatchers, Configuration running) {
    this.loader = loader;
    this.dispatchers = dispatchers;
    this.running = running;
    this.seen = Fingerprint.of(loader.watched(running));
  }

  /** Looks, until interrupted. */
  void watch() throws InterruptedException {
    while (true) {
      boolean demanded = demands.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS) != null;
      Fingerprint now = Fingerprint.of(loader.watched(running));
      if (demanded || !now.equals(seen)) {
        seen = now;
        reload();
      }
    }
  }

  /** Reads the files now, whether they changed or not; returns at once. */
  void demand() {
    if (!demands.offer(true)) {
      LOG.debug("a demand to read the configuration is already waiting");
    }
  }

  private void reload() {
    try {
      Loaded loaded = loader.load();
      dispatchers.apply(loaded);
      running = loaded.configuration();
      LOG.info(
          "the configuration was read again: {}", running.get(ServerOptions.EVENT_DISPATCHERS));
    } catch (ConfigurationException wrong) {
      refuse(wrong.problems());
    } catch (Refused wrong) {
      refuse(problems(wrong, running));
    } catch (RuntimeException unexpected) { // the watch must go on, whatever a plugin throws
      LOG.error("the new configuration is not in force", unexpected);
    }
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
