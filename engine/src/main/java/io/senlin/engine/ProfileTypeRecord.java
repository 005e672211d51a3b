package io.senlin.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of node the engine knows.
 *
 * @param name without its version, {@code host.process}
 * @param version {@code 1.0}
 * @param schema the properties of its specs, in Senlin's form
 * @param supportStatus by version, since when and how it is supported, in Senlin's form
 */
public record ProfileTypeRecord(
    String name,
    String version,
    Map<String, @Nullable Object> schema,
    Map<String, @Nullable Object> supportStatus) {
  public ProfileTypeRecord {
    schema = Json.copy(schema);
    supportStatus = Json.copy(supportStatus);
  }

  /** {@code host.process-1.0}. */
  public String fullName() {
    return name + "-" + version;
  }
}
