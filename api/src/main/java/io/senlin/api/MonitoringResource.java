package io.senlin.api;

import io.helidon.http.Method;
import io.senlin.engine.Engine;
import java.util.Map;

/** {@code /healthz} and {@code /metrics}, for programs that watch this one. */
final class MonitoringResource {
  private final Engine engine;
  private final Metrics metrics;

  MonitoringResource(Engine engine, Metrics metrics) {
    this.engine = engine;
    this.metrics = metrics;
  }

  void register(Routes routes) {
    routes.plain(Method.GET, "/healthz", this::health).plain(Method.GET, "/metrics", this::metrics);
  }

  /** 200 if the database answers; else the error says 503. */
  private Answer health(Call call) {
    engine.services();
    return Answer.ok("status", "ok");
  }

  private Answer metrics(Call call) {
    return new Answer(200, Map.of(), new Answer.Content.Text(Metrics.TYPE, metrics.text()));
  }
}
