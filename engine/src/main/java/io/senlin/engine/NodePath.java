package io.senlin.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds an attribute of a node by a path: {@code status}, {@code details.pid}, {@code $.data.x[0]}.
 */
final class NodePath {
  private NodePath() {}

  static Optional<Object> value(
      NodeRecord node, Map<String, @Nullable Object> details, String path) {
    Object value = shown(node, details);
    String plain = path.startsWith("$") ? path.substring(1) : path;
    for (String step : plain.replace("[", ".").replace("]", "").split("\\.", -1)) {
      if (!step.isEmpty()) {
        value = step(value, step);
      }
    }
    return Optional.ofNullable(value);
  }

  private static @Nullable Object step(@Nullable Object value, String step) {
    if (value instanceof Map<?, ?> map) {
      return map.get(step);
    }
    if (value instanceof List<?> list && step.matches("\\d{1,6}")) {
      int index = Integer.parseInt(step);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  private static Map<String, @Nullable Object> shown(
      NodeRecord node, Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", node.id());
    shown.put("name", node.name());
    shown.put("profile_id", node.profileId());
    shown.put("cluster_id", node.clusterId());
    shown.put("physical_id", node.physicalId());
    shown.put("index", node.index());
    shown.put("role", node.role().orElse(null));
    shown.put("status", node.status());
    shown.put("status_reason", node.statusReason());
    shown.put("metadata", node.metadata());
    shown.put("data", node.data());
    shown.put("details", details);
    return shown;
  }
}
