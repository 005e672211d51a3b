package io.senlin.engine;

import io.senlin.spi.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the engine. A profile is found by id, name or unique short id. Thread-safe; every
 * method blocks on the database.
 */
public final class Profiles {
  static final Finder<ProfileRecord> FINDER = new Finder<>("profile", ProfileRows::map);

  private static final Pages<ProfileRecord> PAGES =
      new Pages<>(
          "profile",
          ProfileRows::map,
          List.of("name", "type"),
          List.of("type", "name", "created_at", "updated_at"),
          "created_at");

  private final Core core;
  private final Requests requests;

  Profiles(Core core, Requests requests) {
    this.core = core;
    this.requests = requests;
  }

  /** Stores a new profile; with {@code name_unique}, a second one of its name is refused. */
  public ProfileRecord create(Context context, ProfileRequest request) throws Refused {
    String name = Naming.check(request.name());
    String type = core.profiles().check(request.spec());
    ProfileRecord profile =
        record(Optional.of(UUID.randomUUID().toString()), name, type, context, request);
    return requests.write(
        tx -> {
          requests.refuseDuplicate(
              tx, context, "profile", name, "A profile named '%s' already exists.");
          ProfileRows.insert(tx, profile);
          return profile;
        });
  }

  private ProfileRecord record(
      Optional<String> id, String name, String type, Context context, ProfileRequest request) {
    return new ProfileRecord(
        id,
        name,
        type,
        request.spec(),
        request.metadata(),
        context.user(),
        context.project(),
        context.domain(),
        id.map(stored -> core.now()),
        Optional.empty());
  }

  /** Checks a spec as {@link #create} would; the profile returned has no id and is not stored. */
  public ProfileRecord validate(Context context, Map<String, @Nullable Object> spec)
      throws Refused {
    String type = core.profiles().check(spec);
    String name = "validated_profile";
    return record(Optional.empty(), name, type, context, new ProfileRequest(name, spec, Map.of()));
  }

  /** Filters: name, type. Sorts by: type, name, created_at, updated_at. */
  public List<ProfileRecord> list(Context context, Listing listing) throws Refused {
    return requests.read(tx -> PAGES.list(tx, context, listing));
  }

  public ProfileRecord show(Context context, String identity) throws Refused {
    return requests.read(tx -> FINDER.find(tx, context, identity));
  }

  public ProfileRecord update(Context context, String identity, ProfileUpdate update)
      throws Refused {
    if (update.name().isEmpty() && update.metadata().isEmpty()) {
      throw new Refused.Invalid("No property needs an update.");
    }
    if (update.name().isPresent()) {
      Naming.check(update.name().get());
    }
    return requests.write(
        tx -> {
          ProfileRecord old = FINDER.find(tx, context, identity);
          if (update.name().isPresent() && !update.name().get().equals(old.name())) {
            requests.refuseDuplicate(
                tx,
                context,
                "profile",
                update.name().get(),
                "A profile named '%s' already exists.");
          }
          ProfileRecord updated =
              new ProfileRecord(
                  old.id(),
                  update.name().orElse(old.name()),
                  old.type(),
                  old.spec(),
                  update.metadata().orElse(old.metadata()),
                  old.user(),
                  old.project(),
                  old.domain(),
                  old.createdAt(),
                  Optional.of(core.now()));
          ProfileRows.update(tx, updated);
          return updated;
        });
  }

  /** Refused while a cluster or node uses it. */
  public void delete(Context context, String identity) throws Refused {
    var _ =
        requests.write(
            tx -> {
              ProfileRecord profile = FINDER.find(tx, context, identity);
              String id = profile.id().orElseThrow();
              if (ProfileRows.inUse(tx, id)) {
                throw new Refused.Conflict(
                    "ResourceInUse",
                    ("The profile '%s' cannot be deleted: still referenced by some clusters and/or"
                            + " nodes.")
                        .formatted(identity));
              }
              tx.update("DELETE FROM profile WHERE id = ?", id);
              return profile;
            });
  }
}
