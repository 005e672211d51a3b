package io.senlin.engine;

import io.senlin.spi.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the engine. A profile is found by id, name or unique short id. Thread-safe; every
 * method blocks on the database.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class Profiles {
  /** Stores a new profile; with {@code name_unique}, a second one of its name is refused. */
  public ProfileRecord create(Context context, ProfileRequest request) throws Refused {
    throw new UnsupportedOperationException();
  }

  /** Checks a spec as {@link #create} would; the profile returned has no id and is not stored. */
  public ProfileRecord validate(Context context, Map<String, @Nullable Object> spec)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /** Filters: name, type. Sorts by: type, name, created_at, updated_at. */
  public List<ProfileRecord> list(Context context, Listing listing) throws Refused {
    throw new UnsupportedOperationException();
  }

  public ProfileRecord show(Context context, String identity) throws Refused {
    throw new UnsupportedOperationException();
  }

  public ProfileRecord update(Context context, String identity, ProfileUpdate update)
      throws Refused {
    throw new UnsupportedOperationException();
  }

  /** Refused while a cluster or node uses it. */
  public void delete(Context context, String identity) throws Refused {
    throw new UnsupportedOperationException();
  }
}
