package io.senlin.engine;

import io.senlin.engine.profile.InvalidSpec;
import io.senlin.engine.profile.NodeHandle;
import io.senlin.engine.profile.ProfileFailure;
import io.senlin.engine.profile.ProfileType;
import io.senlin.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type and properties behind a node's profile. The spec of a profile never changes, so
 * what was found is kept. Thread-safe.
 */
final class NodeProfiles {
  private static final int MAX_KEPT = 1000;

  /** A profile's type with its complete properties. */
  record Bound(ProfileType type, Map<String, @Nullable Object> properties) {
    NodeHandle handle(NodeRecord node) {
      return new NodeHandle(
          node.id(),
          node.name(),
          node.clusterId(),
          node.index(),
          node.physicalId().isEmpty() ? Optional.empty() : Optional.of(node.physicalId()),
          properties);
    }
  }

  private final Store store;
  private final ProfileCatalog catalog;
  private final Map<String, Bound> kept = new ConcurrentHashMap<>();

  NodeProfiles(Store store, ProfileCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /**
   * The type and properties of a profile.
   *
   * @throws ProfileFailure if the profile is gone, or its type not installed
   */
  Bound of(String profileId) throws ProfileFailure {
    Bound known = kept.get(profileId);
    if (known != null) {
      return known;
    }
    ProfileRecord profile =
        store
            .read(tx -> ProfileRows.find(tx, profileId))
            .orElseThrow(
                () ->
                    new ProfileFailure("The profile '%s' could not be found".formatted(profileId)));
    Bound bound = bind(profile);
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    kept.put(profileId, bound);
    return bound;
  }

  private Bound bind(ProfileRecord profile) throws ProfileFailure {
    ProfileType type =
        catalog
            .find(profile.type())
            .orElseThrow(
                () ->
                    new ProfileFailure(
                        "The profile type '%s' is not installed".formatted(profile.type())));
    try {
      return new Bound(type, ProfileCatalog.properties(type, profile));
    } catch (InvalidSpec wrong) {
      throw new ProfileFailure(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** What the real things of a profile are called; {@code node} if that is not known. */
  String noun(String profileId) {
    try {
      return of(profileId).type().noun();
    } catch (ProfileFailure unknown) {
      return "node";
    }
  }
}
