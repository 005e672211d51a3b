package io.senlin.engine;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to change of a profile; what is empty stays. */
public record ProfileUpdate(
    Optional<String> name, Optional<Map<String, @Nullable Object>> metadata) {
  public ProfileUpdate {
    metadata = metadata.map(Json::copy);
  }
}
