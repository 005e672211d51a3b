package io.senlin.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profile types the engine knows. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class ProfileTypes {
  /** All of them, by name. */
  public List<ProfileTypeRecord> list() {
    throw new UnsupportedOperationException();
  }

  /**
   * Shows one type.
   *
   * @param name with its version, {@code host.process-1.0}
   */
  public ProfileTypeRecord show(String name) throws Refused {
    throw new UnsupportedOperationException();
  }

  /** The operations of a type by name, each with its description and parameters. */
  public Map<String, @Nullable Object> operations(String name) throws Refused {
    throw new UnsupportedOperationException();
  }
}
