package io.senlin.server.demo;

import io.senlin.server.assembly.OwnedThread;
import io.senlin.server.cli.ApiClient;
import io.senlin.server.cli.EventStream;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.server.cli.Timeline;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Watches the engine's live stream of events, and shows each, on a thread of its own. */
final class Audience implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ApiClient client;
  private final Consumer<String> screen;
  private final Timeline timeline = Timeline.ofTerminal();
  private final CountDownLatch seated = new CountDownLatch(1);
  private final AtomicInteger seen = new AtomicInteger();
  private volatile boolean leaving;
  private @Nullable OwnedThread thread;

  private Audience(URI url, Consumer<String> screen) {
    this.client = new ApiClient(url);
    this.screen = screen;
  }

  /** Starts to watch: every event from now on is shown. */
  static Audience seat(URI url, Consumer<String> screen) throws InterruptedException {
    Audience audience = new Audience(url, screen);
    audience.thread = OwnedThread.start("timeline", audience::watch);
    if (!audience.seated.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new Failure(ExitCode.FAILED, "the stream of events did not open within " + LIMIT);
    }
    return audience;
  }

  /** How many events it has shown. */
  int seen() {
    return seen.get();
  }

  private void watch() {
    try {
      new EventStream(client, Map.of())
          .read(seated::countDown, this::show, () -> LOG.debug("the stream was cut off"));
    } catch (Failure failure) {
      if (!leaving) {
        screen.accept("the live view ended: " + failure.sentence());
      }
    }
  }

  private boolean show(JsonNode event) {
    screen.accept(timeline.line(event));
    seen.incrementAndGet();
    return !leaving;
  }

  @Override
  public void close() {
    leaving = true;
    client.close();
    if (thread != null) {
      thread.close();
    }
  }
}
