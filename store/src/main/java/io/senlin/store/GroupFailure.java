package io.senlin.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a group of works was rolled back.
 *
 * @param index the place of the work that failed; the group's size if it was none of them, but what
 *     comes before the first or after the last
 * @param cause what the caller is told if the work was alone
 * @param remedy what can be done
 */
record GroupFailure(int index, Throwable cause, Remedy remedy) {

  /** What can be done about it. */
  enum Remedy {
    /** Trying again in smaller groups, as one of the works is to blame. */
    DIVIDE,
    /** Trying the same once more: nothing was committed, and the cause is gone or may pass. */
    REPEAT,
    /** Nothing now; the callers must be told. */
    NONE
  }

  /** The group could not even begin. */
  static GroupFailure ofAll(Throwable cause) {
    return new GroupFailure(0, cause, Remedy.NONE);
  }

  /** The smaller groups in which the works of a failed group are to be tried again, in order. */
  <W> List<List<W>> parts(List<W> group) {
    List<List<W>> parts = new ArrayList<>();
    if (index == group.size()) {
      group.forEach(work -> parts.add(List.of(work))); // any of them may be to blame
      return parts;
    }
    if (index > 0) {
      parts.add(group.subList(0, index));
    }
    parts.add(group.subList(index, index + 1));
    if (index + 1 < group.size()) {
      parts.add(group.subList(index + 1, group.size()));
    }
    return parts;
  }
}
