package io.senlin.engine;

import io.senlin.engine.profile.ProfileType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profile types the engine knows. Thread-safe. */
public final class ProfileTypes {
  private final ProfileCatalog catalog;

  ProfileTypes(ProfileCatalog catalog) {
    this.catalog = catalog;
  }

  /** All of them, by name. */
  public List<ProfileTypeRecord> list() {
    return catalog.all().stream().map(ProfileTypes::record).toList();
  }

  /**
   * Shows one type.
   *
   * @param name with its version, {@code host.process-1.0}
   */
  public ProfileTypeRecord show(String name) throws Refused {
    return record(find(name));
  }

  /** The operations of a type by name, each with its description and parameters. */
  public Map<String, @Nullable Object> operations(String name) throws Refused {
    Map<String, @Nullable Object> operations = new LinkedHashMap<>();
    find(name)
        .operations()
        .forEach(
            (key, operation) -> {
              Map<String, @Nullable Object> shown = new LinkedHashMap<>();
              shown.put("description", operation.description());
              shown.put("parameters", operation.parameters().shown());
              operations.put(key, shown);
            });
    return operations;
  }

  private ProfileType find(String name) throws Refused {
    return catalog.find(name).orElseThrow(() -> new Refused.NotFound("profile_type", name));
  }

  private static ProfileTypeRecord record(ProfileType type) {
    Map<String, @Nullable Object> support =
        Map.of(type.version(), List.of(Map.of("status", "SUPPORTED", "since", "2026.11")));
    return new ProfileTypeRecord(type.name(), type.version(), type.schema().shown(), support);
  }
}
