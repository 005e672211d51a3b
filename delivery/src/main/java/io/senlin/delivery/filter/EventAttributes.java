package io.senlin.delivery.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.senlin.spi.Action;
import io.senlin.spi.Entity;
import io.senlin.spi.Event;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the CloudEvent that filter expressions see.
 *
 * <table>
 * <caption>Names in an expression</caption>
 * <tr><th>name</th><th>value</th></tr>
 * <tr><td>id</td><td>the event's UUID</td></tr>
 * <tr><td>source</td><td>{@code /senlin}</td></tr>
 * <tr><td>type</td><td>{@code cluster.create.end}: object, operation, phase</td></tr>
 * <tr><td>subject</td><td>the UUID of the cluster or node</td></tr>
 * <tr><td>time</td><td>when the event was committed, RFC 3339</td></tr>
 * <tr><td>level</td><td>{@code debug}, {@code info}, {@code warning}, …</td></tr>
 * <tr><td>severity</td><td>the level as a number, 10 to 50</td></tr>
 * <tr><td>phase</td><td>{@code start}, {@code end}, {@code error}</td></tr>
 * <tr><td>reason</td><td>the event's text for people</td></tr>
 * <tr><td>action</td><td>{@code CLUSTER_CREATE}, or an operation's name</td></tr>
 * <tr><td>objecttype</td><td>{@code CLUSTER} or {@code NODE}</td></tr>
 * <tr><td>status</td><td>the action's status</td></tr>
 * <tr><td>derived</td><td>whether another action made this one</td></tr>
 * <tr><td>name</td><td>of the cluster or node; empty if it is gone</td></tr>
 * <tr><td>cluster</td><td>the UUID of the cluster; empty for a node outside any</td></tr>
 * <tr><td>profile</td><td>the UUID of the profile; empty if the object is gone</td></tr>
 * <tr><td>project, user, requestid</td><td>who asked for the action</td></tr>
 * </table>
 */
final class EventAttributes implements CloudEvent {
  private static final URI SOURCE = URI.create("/senlin");
  private static final Map<String, Function<Event, Object>> EXTENSIONS =
      Map.ofEntries(
          Map.entry("level", event -> event.level().name().toLowerCase(Locale.ROOT)),
          Map.entry("severity", event -> event.level().value()),
          Map.entry("phase", event -> event.details().phase()),
          Map.entry("reason", event -> event.details().reason()),
          Map.entry("action", event -> event.action().displayAction()),
          Map.entry("objecttype", event -> event.action().objectType()),
          Map.entry("status", event -> event.action().status()),
          Map.entry("derived", event -> event.action().derived()),
          Map.entry("name", event -> event.action().entity().map(Entity::name).orElse("")),
          Map.entry("cluster", EventAttributes::cluster),
          Map.entry("profile", event -> event.action().entity().map(Entity::profileId).orElse("")),
          Map.entry("project", event -> event.action().context().project()),
          Map.entry("user", event -> event.action().context().user()),
          Map.entry("requestid", event -> event.action().context().requestId()));

  /** What an expression may name, in the order of the alphabet; but for two that never change. */
  static final List<String> NAMES =
      Stream.concat(
              EXTENSIONS.keySet().stream(), Stream.of("id", "source", "subject", "time", "type"))
          .sorted()
          .toList();

  private final Event event;

  EventAttributes(Event event) {
    this.event = event;
  }

  /** The UUID of the cluster an event is of; empty for a node outside any cluster. */
  static String cluster(Event event) {
    Action action = event.action();
    String gone = action.objectType().equals("CLUSTER") ? action.target() : "";
    return action.entity().map(Entity::clusterId).orElse(gone);
  }

  @Override
  public String getId() {
    return event.details().id().toString();
  }

  @Override
  public URI getSource() {
    return SOURCE;
  }

  @Override
  public String getType() {
    Action action = event.action();
    String object = action.objectType().toLowerCase(Locale.ROOT);
    return object + "." + action.operation() + "." + event.details().phase();
  }

  @Override
  public String getSubject() {
    return event.action().target();
  }

  @Override
  public OffsetDateTime getTime() {
    return event.details().timestamp().atOffset(ZoneOffset.UTC);
  }

  @Override
  public SpecVersion getSpecVersion() {
    return SpecVersion.V1;
  }

  @Override
  public String getDataContentType() {
    return "application/json";
  }

  @Override
  public @Nullable URI getDataSchema() {
    return null;
  }

  @Override
  public @Nullable CloudEventData getData() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return switch (name) {
      case "id" -> getId();
      case "source" -> getSource();
      case "type" -> getType();
      case "subject" -> getSubject();
      case "time" -> getTime();
      case "specversion" -> getSpecVersion();
      case "datacontenttype" -> getDataContentType();
      default -> null;
    };
  }

  @Override
  public @Nullable Object getExtension(String name) {
    Function<Event, Object> extension = EXTENSIONS.get(name);
    return extension == null ? null : extension.apply(event);
  }

  @Override
  public Set<String> getExtensionNames() {
    return EXTENSIONS.keySet();
  }
}
