package io.senlin.engine;

import io.senlin.engine.profile.InvalidSpec;
import io.senlin.engine.profile.Operation;
import io.senlin.engine.profile.ProfileType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The profile types an engine knows, by full name. Immutable. */
final class ProfileCatalog {
  private final Map<String, ProfileType> types = new TreeMap<>();

  ProfileCatalog(List<ProfileType> types) {
    for (ProfileType type : types) {
      if (this.types.put(fullName(type), type) != null) {
        throw new IllegalArgumentException(
            "the profile type " + fullName(type) + " is there twice; remove one of the plugins");
      }
    }
  }

  static String fullName(ProfileType type) {
    return type.name() + "-" + type.version();
  }

  Collection<ProfileType> all() {
    return types.values();
  }

  Optional<ProfileType> find(String fullName) {
    return Optional.ofNullable(types.get(fullName));
  }

  /** The type of a spec, {@code host.process-1.0}. */
  static String typeOf(Map<String, @Nullable Object> spec) throws Refused {
    Object type = spec.get("type");
    if (type == null) {
      throw new Refused.Invalid("ESchema", "The 'type' key is missing from the provided spec map.");
    }
    Object version = spec.get("version");
    if (version == null) {
      throw new Refused.Invalid(
          "ESchema", "The 'version' key is missing from the provided spec map.");
    }
    return type + "-" + version;
  }

  /** Checks a spec; the name of its type is returned. */
  String check(Map<String, @Nullable Object> spec) throws Refused {
    String fullName = typeOf(spec);
    ProfileType type =
        find(fullName)
            .orElseThrow(
                () ->
                    new Refused.Invalid(
                        "The specified profile_type '%s' could not be found.".formatted(fullName)));
    for (String key : spec.keySet()) {
      if (!List.of("type", "version", "properties").contains(key)) {
        throw new Refused.Invalid("InvalidSpec", "Unrecognizable spec item '%s'".formatted(key));
      }
    }
    Object properties = spec.get("properties");
    if (properties != null && !(properties instanceof Map<?, ?>)) {
      throw new Refused.Invalid(
          "InvalidSpec", "The 'properties' of the provided spec is not a map.");
    }
    try {
      type.validate(type.schema().complete(Json.child(spec, "properties")));
    } catch (InvalidSpec wrong) {
      throw new Refused.Invalid("InvalidSpec", String.valueOf(wrong.getMessage()));
    }
    return fullName;
  }

  /**
   * Whether a node made from one profile can be changed to another.
   *
   * @throws Refused if they are of different types, or differ in what cannot be changed
   */
  void checkUpdate(ProfileRecord before, ProfileRecord after, String subject) throws Refused {
    if (!before.type().equals(after.type())) {
      throw new Refused.Invalid(
          "Cannot update a %s to a different profile type, operation aborted.".formatted(subject));
    }
    ProfileType type = find(after.type()).orElseThrow();
    try {
      type.schema().checkUpdate(properties(type, before), properties(type, after));
    } catch (InvalidSpec wrong) {
      throw new Refused.Invalid("InvalidSpec", String.valueOf(wrong.getMessage()));
    }
  }

  static Map<String, @Nullable Object> properties(ProfileType type, ProfileRecord profile)
      throws InvalidSpec {
    return type.schema().complete(Json.child(profile.spec(), "properties"));
  }

  /** Refuses an operation that a type does not know, or parameters that it does not take. */
  void checkOperation(String fullName, String operation, Map<String, @Nullable Object> params)
      throws Refused {
    Operation known = find(fullName).map(type -> type.operations().get(operation)).orElse(null);
    if (known == null) {
      throw new Refused.Invalid(
          "The requested operation '%s' is not supported by the profile type '%s'."
              .formatted(operation, fullName));
    }
    try {
      var _ = known.parameters().complete(params);
    } catch (InvalidSpec wrong) {
      throw new Refused.Invalid(String.valueOf(wrong.getMessage()));
    }
  }
}
