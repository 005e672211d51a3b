package io.senlin.api;

import io.helidon.http.Method;
import io.senlin.store.retention.RetentionRun;
import io.senlin.store.retention.RetentionRuns;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/retention}: what came of the last time that an engine deleted old events and actions.
 * Senlin has nothing like it.
 */
final class RetentionResource {
  private static final double MILLIS = 1000;

  private final RetentionRuns runs;

  RetentionResource(RetentionRuns runs) {
    this.runs = runs;
  }

  void register(Routes routes) {
    routes.plain(Method.GET, "/v1/retention", this::show);
  }

  private Answer show(Call call) {
    return Answer.ok("retention", shown(runs.last()));
  }

  private static Map<String, @Nullable Object> shown(Optional<RetentionRun> run) {
    return new Shown()
        .with("engine", run.map(RetentionRun::engine))
        .with("began_at", run.map(last -> last.beganAt().toString()))
        .with("took_seconds", run.flatMap(RetentionRun::took).map(took -> took.toMillis() / MILLIS))
        .with("events", run.map(RetentionRun::events))
        .with("actions", run.map(RetentionRun::actions))
        .with("error", run.flatMap(RetentionRun::error))
        .fields();
  }
}
