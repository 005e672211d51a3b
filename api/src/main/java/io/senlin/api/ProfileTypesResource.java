package io.senlin.api;

import io.senlin.engine.ProfileTypeRecord;
import io.senlin.engine.ProfileTypes;
import io.senlin.engine.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/profile-types}. */
final class ProfileTypesResource {
  private static final int SUPPORT_STATUS = 5;

  private final ProfileTypes types;

  ProfileTypesResource(ProfileTypes types) {
    this.types = types;
  }

  void register(Routes routes) {
    routes
        .get("/v1/profile-types", this::list)
        .get("/v1/profile-types/{type}", this::show)
        .get("/v1/profile-types/{type}/ops", 4, this::operations);
  }

  private Answer list(Call call) {
    boolean status = call.version().atLeast(SUPPORT_STATUS);
    List<Map<String, @Nullable Object>> shown =
        types.list().stream().map(type -> status ? withStatus(type) : nameOnly(type)).toList();
    return Answer.ok("profile_types", shown);
  }

  private static Map<String, @Nullable Object> nameOnly(ProfileTypeRecord type) {
    return new Shown().with("name", type.fullName()).fields();
  }

  private static Map<String, @Nullable Object> withStatus(ProfileTypeRecord type) {
    return new Shown()
        .with("name", type.name())
        .with("version", type.version())
        .with("support_status", type.supportStatus())
        .fields();
  }

  private Answer show(Call call) throws Refused {
    ProfileTypeRecord type = types.show(call.path("type"));
    Shown shown = new Shown().with("name", type.fullName()).with("schema", type.schema());
    if (call.version().atLeast(SUPPORT_STATUS)) {
      shown.with("support_status", type.supportStatus());
    }
    return Answer.ok("profile_type", shown.fields());
  }

  private Answer operations(Call call) throws Refused {
    return Answer.ok("operations", types.operations(call.path("type")));
  }
}
