package io.senlin.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a look at the tables found.
 *
 * @param version of the tables; 0 if there are none, 1 for those of a Senlin and nothing else
 * @param newest the version that this program brings them to
 * @param faults what is missing or damaged, a sentence each
 */
public record SchemaState(int version, int newest, List<String> faults) {
  /** What there is where no database is yet. */
  static final SchemaState NONE = new SchemaState(0, Schema.NEWEST, List.of());

  public SchemaState {
    faults = List.copyOf(faults);
  }

  /** Whether this program works on them as they are. */
  public boolean current() {
    return version == newest;
  }

  /** Everything that is wrong, a sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (version > newest) {
      problems.add(Schema.newer("the database", version));
    } else if (!current()) {
      problems.add(
          "the tables are of version %d, and this program needs %d; run 'senlin db sync'"
              .formatted(version, newest));
    }
    problems.addAll(faults);
    return problems;
  }
}
