package io.senlin.api;

import io.helidon.http.Method;
import io.senlin.delivery.Change;
import io.senlin.delivery.Delivery;
import io.senlin.delivery.DispatcherStatus;
import io.senlin.delivery.Refused;
import io.senlin.delivery.TestResult;
import io.senlin.delivery.UnknownDispatcher;
import io.senlin.journal.DeadLetter;
import io.senlin.journal.Journal;
import io.senlin.journal.Register.Entry;
import io.senlin.journal.Register.Wish;
import io.senlin.spi.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/dispatchers}: how the dispatchers fare, for everybody who may use the API; what they
 * could not deliver, switching them on and off, holding and testing them, for administrators.
 * Senlin has nothing like it. Every change takes {@code {"dry_run": true}}, and then only says what
 * it would do.
 */
final class DispatchersResource {
  private static final String PATH = "/v1/dispatchers";
  private static final String DRY_RUN = "dry_run";
  private static final int MAX_TEST_SECONDS = 60;
  private static final int TEST_SECONDS = 10;
  private static final double MILLIS = 1000;

  private static final int USUAL_LETTERS = 100;

  private final Delivery delivery;
  private final Journal journal;
  private final Json json;

  DispatchersResource(Delivery delivery, Journal journal, Json json) {
    this.delivery = delivery;
    this.journal = journal;
    this.json = json;
  }

  /** One of the ways to change a dispatcher. */
  @FunctionalInterface
  private interface Command {
    Change run(String name, boolean dryRun) throws UnknownDispatcher, Refused;
  }

  void register(Routes routes) {
    routes
        .plain(Method.GET, PATH, this::list)
        .plain(Method.GET, PATH + "/{name}", this::show)
        .plain(Method.GET, PATH + "/{name}/dead-letters", this::deadLetters)
        .plain(Method.POST, PATH + "/{name}/enable", call -> change(call, delivery::enable))
        .plain(Method.POST, PATH + "/{name}/disable", call -> change(call, delivery::disable))
        .plain(Method.POST, PATH + "/{name}/pause", call -> change(call, delivery::pause))
        .plain(Method.POST, PATH + "/{name}/resume", call -> change(call, delivery::resume))
        .plain(Method.POST, PATH + "/{name}/test", this::test);
  }

  private Answer list(Call call) {
    Map<String, Entry> remembered = remembered();
    return Answer.ok(
        "dispatchers",
        delivery.statuses().stream().map(status -> shown(status, remembered)).toList());
  }

  private Answer show(Call call) {
    return Answer.ok("dispatcher", shown(status(call.path("name")), remembered()));
  }

  /** The newest come first; of all projects, so for administrators. */
  private Answer deadLetters(Call call) {
    call.caller().mustBeAdmin();
    String name = status(call.path("name")).name();
    int limit = call.query(Set.of()).limit().orElse(USUAL_LETTERS);
    return Answer.ok(
        "dead_letters", journal.deadLetters(name, limit).stream().map(this::shown).toList());
  }

  private Map<String, @Nullable Object> shown(DeadLetter letter) {
    Event event = letter.event();
    return new Shown()
        .with("id", event.details().id().toString())
        .with("at", time(letter.at()))
        .with("reason", letter.reason())
        .with("action", event.action().name())
        .with("phase", event.details().phase())
        .with("partition", letter.partition())
        .with("sequence", event.details().sequence())
        .with("event", json.object(new String(event.json(), StandardCharsets.UTF_8)))
        .fields();
  }

  private Answer change(Call call, Command command) {
    call.caller().mustBeAdmin();
    String name = status(call.path("name")).name();
    boolean dryRun = call.body().only(DRY_RUN).flag(DRY_RUN).orElse(false);
    try {
      Change change = command.run(name, dryRun);
      return Answer.ok("change", shown(change));
    } catch (UnknownDispatcher | Refused e) {
      throw conflict(e);
    }
  }

  private Answer test(Call call) throws InterruptedException {
    call.caller().mustBeAdmin();
    String name = status(call.path("name")).name();
    Fields fields = call.body().only(DRY_RUN, "timeout");
    int seconds = Math.min(fields.integer("timeout", 1).orElse(TEST_SECONDS), MAX_TEST_SECONDS);
    if (fields.flag(DRY_RUN).orElse(false)) {
      String explanation =
          "dispatcher '%s' would be sent one event that is marked as a test".formatted(name);
      return Answer.ok("test", Map.of("dispatcher", name, "explanation", explanation));
    }
    try {
      return Answer.ok("test", shown(delivery.test(name, Duration.ofSeconds(seconds))));
    } catch (UnknownDispatcher e) {
      throw conflict(e);
    }
  }

  private DispatcherStatus status(String name) {
    return delivery
        .status(name)
        .orElseThrow(
            () ->
                HttpError.of(
                    Fault.NOT_FOUND,
                    "ResourceNotFound",
                    "The dispatcher '%s' could not be found.".formatted(name)));
  }

  /** The dispatcher is known, but cannot do that as it and the configuration are. */
  private static HttpError conflict(Exception refused) {
    return HttpError.of(Fault.CONFLICT, "DispatcherConflict", String.valueOf(refused.getMessage()));
  }

  private Map<String, Entry> remembered() {
    return delivery.remembered().stream()
        .collect(Collectors.toMap(Entry::name, Function.identity()));
  }

  private static Map<String, @Nullable Object> shown(
      DispatcherStatus status, Map<String, Entry> remembered) {
    Entry entry = remembered.getOrDefault(status.name(), Entry.empty(status.name()));
    return new Shown()
        .with("name", status.name())
        .with("state", status.state().name())
        .with("since", time(status.since()))
        .with("command", command(entry.wish()))
        .with("paused", entry.paused())
        .with("version", status.version())
        .with("position", status.position())
        .with("head", status.head())
        .with("lag_events", status.lagEvents())
        .with("lag_seconds", status.lag().map(DispatchersResource::seconds))
        .with("delivered", status.delivered())
        .with("filtered", status.filtered())
        .with("retried", status.retried())
        .with("dead", status.dead())
        .with("missed", status.missed())
        .with("last_error", status.lastError())
        .with("last_error_at", status.lastErrorAt().map(DispatchersResource::time))
        .with("next_attempt", status.nextAttempt().map(DispatchersResource::time))
        .fields();
  }

  private static Map<String, @Nullable Object> shown(Change change) {
    return new Shown()
        .with("dispatcher", change.dispatcher())
        .with("before", change.before().name())
        .with("after", change.after().name())
        .with("applied", change.applied())
        .with("explanation", change.explanation())
        .fields();
  }

  private static Map<String, @Nullable Object> shown(TestResult result) {
    return new Shown()
        .with("dispatcher", result.dispatcher())
        .with("event", result.event().toString())
        .with("delivered", result.error().isEmpty())
        .with("error", result.error())
        .with("took_seconds", seconds(result.took()))
        .fields();
  }

  /** The command that holds against senlin.conf, if there is one. */
  private static Optional<String> command(Wish wish) {
    return switch (wish) {
      case ENABLED -> Optional.of("enable");
      case DISABLED -> Optional.of("disable");
      case NONE -> Optional.empty();
    };
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
