package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.acceptance.StateFile.ActionRow;
import io.senlin.acceptance.StateFile.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the test has seen of an engine's state over several lives of it, and what must hold of it at
 * every moment. The journal is only appended to, so each look reads what is new.
 */
final class Ledger {
  private final Path folder;
  private final List<String> journal = new ArrayList<>();
  private final Map<String, List<String>> phases = new LinkedHashMap<>();
  private long lastSequence;

  Ledger(Path folder) {
    this.folder = folder;
  }

  /** How many events the journal held at the last look. */
  int events() {
    return journal.size();
  }

  /** Looks at the engine's file and checks all that must hold whenever it is killed. */
  void check(StateFile file) throws IOException, SQLException {
    Map<String, ActionRow> actions = file.actions();
    for (Entry entry : file.journalAfter(lastSequence)) {
      assertThat(entry.sequence()).as("the journal has no gap").isEqualTo(lastSequence + 1);
      lastSequence = entry.sequence();
      journal.add(entry.id());
      phases.computeIfAbsent(entry.action(), id -> new ArrayList<>()).add(entry.phase());
    }
    Set<String> unknown = new HashSet<>(phases.keySet());
    unknown.removeAll(actions.keySet());
    assertThat(unknown).as("actions that only events tell of").isEmpty();
    actions.values().forEach(this::checkAction);
    assertPrefix("the event table", file.events());
    assertPrefix("the lines of JSON", lines());
  }

  /** Checks that every dispatcher has everything. */
  void checkComplete(StateFile file) throws IOException, SQLException {
    check(file);
    assertThat(file.events()).as("the event table").isEqualTo(journal);
    assertThat(new LinkedHashSet<>(lines())).as("the lines of JSON").hasSize(journal.size());
  }

  private void checkAction(ActionRow action) {
    List<String> seen = phases.getOrDefault(action.id(), List.of());
    if (!allowed(action).contains(seen)) {
      throw new AssertionError(action + " has events of the phases " + seen);
    }
  }

  /** The events that an action in this state has, no more and no fewer. */
  private static List<List<String>> allowed(ActionRow action) {
    return switch (action.status()) {
      case "INIT" -> List.of(List.of());
      // one with an owner has begun, and waits for its children
      case "WAITING" -> List.of(action.owner().isEmpty() ? List.of() : List.of("start"));
      // one with an owner is about to begin, or has begun and seen the last of its children end
      case "READY" ->
          action.owner().isEmpty() ? List.of(List.of()) : List.of(List.of(), List.of("start"));
      case "RUNNING" -> List.of(List.of("start"));
      case "SUCCEEDED" -> List.of(List.of("start", "end"));
      case "FAILED", "CANCELLED" -> List.of(List.of("start", "error"), List.of("error"));
      default -> throw new AssertionError("an action in an unexpected state: " + action);
    };
  }

  private void assertPrefix(String what, List<String> delivered) {
    Set<String> distinct = new LinkedHashSet<>(delivered);
    assertThat(distinct.size()).as("size of %s", what).isLessThanOrEqualTo(journal.size());
    assertThat(new ArrayList<>(distinct))
        .as("%s, without repetitions, is the journal up to some event", what)
        .isEqualTo(journal.subList(0, distinct.size()));
  }

  /** The ids in the whole lines of the file; a torn last one is the engine's to repair. */
  private List<String> lines() throws IOException {
    Path file = folder.resolve("events.jsonl");
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> line.substring("{'id':'".length(), "{'id':'".length() + 36))
        .toList();
  }
}
