package io.senlin.dispatchers.message;

import io.senlin.spi.Context;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes events as notifications of oslo.messaging.
 *
 * <p>The same event always gives the same bytes: {@code message_id} is the event's id and {@code
 * _unique_id} the same without dashes, so a consumer recognises what comes again, and {@code
 * timestamp} is the event's own.
 *
 * <p>For one thread.
 */
final class NotificationWriter {
  private final String publisherId;
  private final boolean additions;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);

  // the actions of one request share a context, and its 30 keys are a third of a notification
  private @Nullable Context lastContext;
  private String lastContextKeys = "";

  /**
   * @param host the engine's, as {@code publisher_id} shows it
   * @param additions whether the payload has our field {@code event}
   */
  NotificationWriter(String host, boolean additions) {
    this.publisherId = "senlin-engine:" + host;
    this.additions = additions;
  }

  /** {@code cluster.create.start}; a phase of none reads {@code None}. */
  static String eventType(Event event) {
    String phase = event.details().phase();
    return Payloads.object(event.action())
        + "."
        + event.action().operation()
        + "."
        + (phase.isEmpty() ? "None" : phase);
  }

  /** {@code INFO}, or {@code WARN} for a warning. */
  static String priority(Level level) {
    return level == Level.WARNING ? "WARN" : level.name();
  }

  /** The last part of a routing key: {@code info}, {@code warn}, {@code error}, … */
  static String routingPriority(Level level) {
    return priority(level).toLowerCase(Locale.ROOT);
  }

  /** What the driver {@code messaging} sends: the notification with the request's context. */
  byte[] bare(Event event) {
    bytes.reset();
    try (JsonGenerator out = PythonJson.generator(bytes)) {
      notification(out, event);
      out.writeName("_unique_id");
      out.writeString(event.details().id().toString().replace("-", ""));
      out.writeRaw(contextKeys(event.action().context()));
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** What the driver {@code messagingv2} sends: a bare notification within an envelope. */
  byte[] enveloped(byte[] bare) {
    bytes.reset();
    try (JsonGenerator out = PythonJson.generator(bytes)) {
      out.writeStartObject();
      out.writeName("oslo.version");
      out.writeString("2.0");
      out.writeName("oslo.message");
      out.writeString(new String(bare, StandardCharsets.US_ASCII));
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** What the driver {@code log} shows: the notification without the request's context. */
  String logged(Event event) {
    bytes.reset();
    try (JsonGenerator out = PythonJson.generator(bytes)) {
      notification(out, event);
      out.writeEndObject();
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private void notification(JsonGenerator out, Event event) {
    out.writeStartObject();
    text(out, "message_id", event.details().id().toString());
    text(out, "publisher_id", publisherId);
    text(out, "event_type", eventType(event));
    text(out, "priority", priority(event.level()));
    out.writeName("payload");
    Payloads.of(event, additions).write(out, event);
    text(out, "timestamp", Times.sent(event.details().timestamp()));
  }

  private String contextKeys(Context context) {
    if (!context.equals(lastContext)) {
      ByteArrayOutputStream object = new ByteArrayOutputStream(2048);
      try (JsonGenerator out = PythonJson.generator(object)) {
        out.writeStartObject();
        writeContext(out, context);
        out.writeEndObject();
      }
      String braced = object.toString(StandardCharsets.US_ASCII);
      lastContextKeys = ", " + braced.substring(1, braced.length() - 1);
      lastContext = context;
    }
    return lastContextKeys;
  }

  private static void writeContext(JsonGenerator out, Context context) {
    @Nullable String user = known(context.user());
    @Nullable String project = known(context.project());
    @Nullable String domain = context.domain().orElse(null);
    text(out, "_context_user", user);
    text(out, "_context_project_id", project);
    text(out, "_context_system_scope", null);
    text(out, "_context_project", project);
    text(out, "_context_domain", domain);
    text(out, "_context_user_domain", null);
    text(out, "_context_project_domain", null);
    flag(out, "_context_is_admin", true);
    flag(out, "_context_read_only", false);
    flag(out, "_context_show_deleted", false);
    text(out, "_context_auth_token", null);
    text(out, "_context_request_id", context.requestId());
    text(out, "_context_global_request_id", null);
    text(out, "_context_resource_uuid", null);
    out.writeName("_context_roles");
    out.writeStartArray();
    out.writeEndArray();
    text(out, "_context_user_identity", identity(user, project, domain));
    flag(out, "_context_is_admin_project", true);
    text(out, "_context_auth_url", null);
    text(out, "_context_auth_token_info", null);
    text(out, "_context_user_id", user);
    text(out, "_context_user_name", null);
    text(out, "_context_user_domain_name", null);
    text(out, "_context_project_name", null);
    text(out, "_context_project_domain_name", null);
    text(out, "_context_domain_id", domain);
    text(out, "_context_domain_name", null);
    text(out, "_context_trusts", null);
    text(out, "_context_region_name", null);
    text(out, "_context_password", null);
    text(out, "_context_api_version", null);
  }

  /** User, project, domain, the user's domain and the project's, a dash for each unknown one. */
  private static String identity(
      @Nullable String user, @Nullable String project, @Nullable String domain) {
    return "%s %s %s - -".formatted(orDash(user), orDash(project), orDash(domain));
  }

  private static String orDash(@Nullable String value) {
    return Optional.ofNullable(value).orElse("-");
  }

  private static @Nullable String known(String value) {
    return value.isEmpty() ? null : value;
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    out.writeName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  private static void flag(JsonGenerator out, String name, boolean value) {
    out.writeName(name);
    out.writeBoolean(value);
  }
}
