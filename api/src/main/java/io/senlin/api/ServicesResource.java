package io.senlin.api;

import io.helidon.http.Method;
import io.senlin.engine.Engine;
import io.senlin.engine.ServiceRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/services} and {@code /v1/build-info}: what runs. */
final class ServicesResource {
  private static final String API_REVISION = "1.0";

  private final Engine engine;

  ServicesResource(Engine engine) {
    this.engine = engine;
  }

  void register(Routes routes) {
    routes
        .get("/v1/build-info", this::build)
        .get("/v1/services", 7, this::list)
        .plain(Method.POST, "/v1/services/clean", this::clean);
  }

  private Answer build(Call call) {
    return Answer.ok(
        "build_info",
        Map.of(
            "api", Map.of("revision", API_REVISION),
            "engine", Map.of("revision", engine.revision())));
  }

  private Answer list(Call call) {
    return Answer.ok("services", engine.services().stream().map(ServicesResource::shown).toList());
  }

  /** Takes the engines off the list that are dead; Senlin has this as a command only. */
  private Answer clean(Call call) {
    call.caller().mustBeAdmin();
    var _ = call.body().only();
    return Answer.ok("cleaned", engine.cleanServices());
  }

  private static Map<String, @Nullable Object> shown(ServiceRecord service) {
    return new Shown()
        .with("id", service.id())
        .with("host", service.host())
        .with("binary", service.binary())
        .with("topic", service.topic())
        .with("status", service.disabled() ? "disabled" : "enabled")
        .with("disabled_reason", service.disabledReason())
        .with("state", service.up() ? "up" : "down")
        .time("updated_at", service.updatedAt())
        .fields();
  }
}
