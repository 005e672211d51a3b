package io.senlin.api;

import io.senlin.engine.ProfileRecord;
import io.senlin.engine.ProfileRequest;
import io.senlin.engine.ProfileUpdate;
import io.senlin.engine.Profiles;
import io.senlin.engine.Refused;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/profiles}. */
final class ProfilesResource {
  private static final Set<String> FILTERS = Set.of("name", "type");
  private static final Set<String> SORT_KEYS = Set.of("type", "name", "created_at", "updated_at");

  private final Profiles profiles;

  ProfilesResource(Profiles profiles) {
    this.profiles = profiles;
  }

  void register(Routes routes) {
    routes
        .get("/v1/profiles", this::list)
        .post("/v1/profiles", this::create)
        .post("/v1/profiles/validate", 2, this::validate)
        .get("/v1/profiles/{id}", this::show)
        .patch("/v1/profiles/{id}", this::update)
        .delete("/v1/profiles/{id}", this::delete);
  }

  private Answer list(Call call) throws Refused {
    return Answer.ok(
        "profiles",
        profiles.list(call.context(), call.listing(FILTERS, SORT_KEYS)).stream()
            .map(ProfilesResource::shown)
            .toList());
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer create(Call call) throws Refused {
    Fields fields =
        call.body().only("profile").required("profile").only("name", "spec", "metadata");
    ProfileRequest request =
        new ProfileRequest(
            fields.requiredText("name"),
            fields.requiredObject("spec"),
            fields.object("metadata").orElse(Map.of()));
    ProfileRecord profile = profiles.create(call.context(), request);
    return Answer.json(201, Map.of("profile", shown(profile)))
        .withHeader("Location", call.url("/v1/profiles/" + profile.id().orElse("")));
  }

  private Answer validate(Call call) throws Refused {
    Fields fields = call.body().only("profile").required("profile").only("spec");
    return Answer.ok(
        "profile", shown(profiles.validate(call.context(), fields.requiredObject("spec"))));
  }

  private Answer show(Call call) throws Refused {
    return Answer.ok("profile", shown(profiles.show(call.context(), call.path("id"))));
  }

  @SuppressWarnings("NullAway") // javac writes no null marks for a compact constructor
  private Answer update(Call call) throws Refused {
    Fields fields = call.changes("profile").only("name", "metadata");
    ProfileUpdate update = new ProfileUpdate(fields.text("name"), fields.object("metadata"));
    return Answer.ok("profile", shown(profiles.update(call.context(), call.path("id"), update)));
  }

  private Answer delete(Call call) throws Refused {
    profiles.delete(call.context(), call.path("id"));
    return Answer.noContent();
  }

  private static Map<String, @Nullable Object> shown(ProfileRecord profile) {
    return new Shown()
        .with("id", profile.id())
        .with("name", profile.name())
        .with("type", profile.type())
        .with("spec", profile.spec())
        .with("metadata", profile.metadata())
        .with("user", profile.user())
        .with("project", profile.project())
        .with("domain", profile.domain())
        .time("created_at", profile.createdAt())
        .time("updated_at", profile.updatedAt())
        .fields();
  }
}
