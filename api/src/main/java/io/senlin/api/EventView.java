package io.senlin.api;

import io.senlin.dispatchers.database.EventRow;
import io.senlin.spi.Level;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as the API shows it. */
final class EventView {
  /** As Python writes a time: with a fraction of six digits, unless it is zero. */
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private EventView() {}

  /**
   * Its fields.
   *
   * @param cluster the cluster it concerns, as it is now
   */
  static Map<String, @Nullable Object> fields(
      EventRow row, Optional<Map<String, @Nullable Object>> cluster, Json json) {
    boolean whole = row.timestamp().equals(row.timestamp().truncatedTo(ChronoUnit.SECONDS));
    return new Shown()
        .with("id", row.id())
        .with("timestamp", (whole ? SECONDS : MICROSECONDS).format(row.timestamp()))
        .with("level", EventFilter.name(Level.of(Integer.parseInt(row.level()))))
        .with("action", row.action())
        .with("status", row.status())
        .with("status_reason", row.statusReason())
        .with("oid", row.oid())
        .with("oname", row.oname())
        .with("otype", row.otype())
        .with("cluster_id", row.clusterId())
        .with("cluster", cluster)
        .with("meta_data", json.object(row.metaData()))
        .with("user", row.user())
        .with("project", row.project())
        .fields();
  }
}
