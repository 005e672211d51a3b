package io.senlin.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.sse.SseSink;
import io.senlin.journal.Journal;
import io.senlin.spi.Event;
import io.senlin.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/events/stream}: events as they happen, as server-sent events. Straight from the
 * journal, whatever the dispatchers do. The data of each is {@link Event#json}; its id is the place
 * to go on from, which a client that was cut off sends as {@code Last-Event-ID}. Filters as for the
 * list of events. A comment is sent at once, and whenever there was silence for a while.
 */
final class EventStreamResource {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreamResource.class);
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final Duration OTHER_ENGINES = Duration.ofMillis(200);
  private static final int MAX_EVENTS = 100;

  private final Journal journal;
  private final Streams streams;
  private final Duration heartbeat;

  EventStreamResource(Journal journal, Streams streams, Duration heartbeat) {
    this.journal = journal;
    this.streams = streams;
    this.heartbeat = heartbeat;
  }

  void register(Routes routes) {
    routes.plain(Method.GET, "/v1/events/stream", this::open);
  }

  private Answer open(Call call) {
    EventFilter filter = EventFilter.of(call, EventFilter.query(call));
    streams.requireRoom();
    Positions positions =
        call.header(LAST_EVENT_ID).map(Positions::parse).orElseGet(() -> Positions.now(journal));
    Answer.EventSource source =
        sink -> streams.run(() -> follow(new Follower(sink, filter, positions)));
    return new Answer(200, Map.of(), new Answer.Content.Events(source));
  }

  private void follow(Follower follower) throws InterruptedException {
    follower.comment("events");
    try {
      while (true) {
        if (follower.sendNew()) {
          continue;
        }
        follower.rest();
      }
    } catch (StoreException e) {
      LOG.warn("a stream of events ends, its client may connect again: {}", e.getMessage());
    }
  }

  /** One stream. For the thread of its request. */
  private final class Follower {
    private final SseSink sink;
    private final EventFilter filter;
    private final Positions positions;
    private long lastSent = System.nanoTime();

    Follower(SseSink sink, EventFilter filter, Positions positions) {
      this.sink = sink;
      this.filter = filter;
      this.positions = positions;
    }

    void comment(String text) {
      sink.emit(SseEvent.builder().comment(text).build());
      lastSent = System.nanoTime();
    }

    /** Sends what is new; false if there is nothing. */
    boolean sendNew() {
      boolean found = false;
      for (String partition : journal.partitions()) {
        List<Event> events = journal.read(partition, positions.of(partition), MAX_EVENTS);
        for (Event event : events) {
          positions.move(partition, event.details().sequence());
          if (filter.matches(event)) {
            send(event);
          }
        }
        found |= !events.isEmpty();
      }
      return found;
    }

    private void send(Event event) {
      String data = new String(event.json(), StandardCharsets.UTF_8);
      sink.emit(SseEvent.builder().id(positions.toString()).data(data).build());
      lastSent = System.nanoTime();
    }

    /** Waits for the next event, or until a sign of life is due. */
    void rest() throws InterruptedException {
      Duration silence = Duration.ofNanos(System.nanoTime() - lastSent);
      Duration left = heartbeat.minus(silence);
      if (!left.isPositive()) {
        comment("still here");
        return;
      }
      // other engines append to partitions of their own, which nothing here wakes up for
      boolean alone = positions.partitions() <= 1;
      Duration limit = alone || left.compareTo(OTHER_ENGINES) < 0 ? left : OTHER_ENGINES;
      String own = journal.partition();
      journal.awaitAfter(own, positions.of(own), limit);
    }
  }
}
