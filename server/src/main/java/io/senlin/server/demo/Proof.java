package io.senlin.server.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether nothing was lost: every action has one start and, after it, one end or error; and all
 * dispatchers hold the same events in the same order.
 *
 * @param actions how many actions there were
 * @param events how many events
 * @param faults what is wrong; empty if it is proven
 */
record Proof(int actions, int events, List<String> faults) {
  Proof {
    faults = List.copyOf(faults);
  }

  /**
   * One event, as much as the proof needs.
   *
   * @param action the id of its action
   * @param severe whether its level is ERROR or worse: an error below that is followed by a retry
   */
  record Witness(String id, String action, String phase, boolean severe) {
    private boolean ends() {
      return phase.equals("end") || (phase.equals("error") && severe);
    }
  }

  /**
   * Looks for faults.
   *
   * @param actions the ids of all actions the engine knows
   * @param file the events of the file, in its order
   * @param table the ids of the events of the database's table, in its order
   * @param newcomer the ids that the dispatcher received which was dropped in, in its order
   */
  static Proof of(
      Set<String> actions, List<Witness> file, List<String> table, List<String> newcomer) {
    List<String> faults = new ArrayList<>();
    Map<String, List<Witness>> byAction = new LinkedHashMap<>();
    file.forEach(
        event -> byAction.computeIfAbsent(event.action(), _ -> new ArrayList<>()).add(event));
    for (String action : actions) {
      checkAction(action, byAction.getOrDefault(action, List.of()), faults);
    }
    byAction.keySet().stream()
        .filter(action -> !actions.contains(action))
        .forEach(action -> faults.add("there are events of an unknown action " + action));
    List<String> ids = file.stream().map(Witness::id).toList();
    if (new HashSet<>(ids).size() != ids.size()) {
      faults.add("the file holds an event twice");
    }
    compare(ids, "table", table, faults);
    compare(ids, "dispatcher that was dropped in", newcomer, faults);
    if (actions.isEmpty()) {
      faults.add("there was no action");
    }
    return new Proof(actions.size(), ids.size(), faults);
  }

  private static void compare(
      List<String> file, String other, List<String> ids, List<String> faults) {
    if (!file.equals(ids)) {
      faults.add(
          "the file holds %d events, the %s %d, and they are not the same in the same order"
              .formatted(file.size(), other, ids.size()));
    }
  }

  private static void checkAction(String action, List<Witness> events, List<String> faults) {
    long starts = events.stream().filter(event -> event.phase().equals("start")).count();
    long ends = events.stream().filter(Witness::ends).count();
    if (starts != 1 || ends != 1) {
      faults.add("action %s has %d starts and %d ends".formatted(action, starts, ends));
    } else if (!events.getFirst().phase().equals("start") || !events.getLast().ends()) {
      faults.add("action %s does not begin with its start and end with its end".formatted(action));
    }
  }

  boolean holds() {
    return faults.isEmpty();
  }

  /** The demonstration's last line. */
  String sentence() {
    return holds()
        ? ("proven: %d actions, %d events: every action has its start and its one end or error, and"
                + " database, jsonfile and the newcomer hold the same events in the same order")
            .formatted(actions, events)
        : "not proven: " + String.join("; ", faults);
  }
}
