package io.senlin.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.server.demo.Proof.Witness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProofTest {
  private static final Witness START = new Witness("e1", "a", "start", false);
  private static final Witness END = new Witness("e2", "a", "end", false);
  private static final Witness ERROR = new Witness("e3", "a", "error", true);
  private static final Witness RETRY = new Witness("e4", "a", "error", false);

  @Test
  void holdsWhenEveryActionEndsOnceAndAllDispatchersAgree() {
    Proof proof =
        Proof.of(Set.of("a"), List.of(START, END), List.of("e1", "e2"), List.of("e1", "e2"));

    assertThat(proof.holds()).isTrue();
    assertThat(proof.sentence()).startsWith("proven: 1 actions, 2 events");
  }

  @Test
  void holdsWhenAnActionFailsAfterItWasTriedAgain() {
    Proof proof =
        Proof.of(
            Set.of("a"),
            List.of(START, RETRY, ERROR),
            List.of("e1", "e4", "e3"),
            List.of("e1", "e4", "e3"));

    assertThat(proof.holds()).isTrue();
  }

  @Test
  void failsWhenAnActionHasNoEnd() {
    assertThat(Proof.of(Set.of("a"), List.of(START), List.of("e1"), List.of("e1")).sentence())
        .isEqualTo("not proven: action a has 1 starts and 0 ends");
  }

  @Test
  void failsWhenAnActionHasTwoEnds() {
    assertThat(
            Proof.of(
                    Set.of("a"),
                    List.of(START, END, ERROR),
                    List.of("e1", "e2", "e3"),
                    List.of("e1", "e2", "e3"))
                .holds())
        .isFalse();
  }

  @Test
  void failsWhenAnActionHasNoEventAtAll() {
    assertThat(
            Proof.of(
                    Set.of("a", "b"), List.of(START, END), List.of("e1", "e2"), List.of("e1", "e2"))
                .faults())
        .containsExactly("action b has 0 starts and 0 ends");
  }

  @Test
  void failsWhenTheOrdersDiffer() {
    assertThat(
            Proof.of(Set.of("a"), List.of(START, END), List.of("e2", "e1"), List.of("e2", "e1"))
                .holds())
        .isFalse();
  }

  @Test
  void failsWhenAnEventIsMissingFromTheTable() {
    List<String> both = List.of("e1", "e2");
    assertThat(Proof.of(Set.of("a"), List.of(START, END), List.of("e1"), both).holds()).isFalse();
  }

  @Test
  void failsWhenAnEventNeverReachedTheNewcomer() {
    List<String> both = List.of("e1", "e2");
    assertThat(Proof.of(Set.of("a"), List.of(START, END), both, List.of("e2")).holds()).isFalse();
  }

  @Test
  void failsWhenAnEventCameTwice() {
    assertThat(
            Proof.of(
                    Set.of("a"),
                    List.of(START, END, END),
                    List.of("e1", "e2", "e2"),
                    List.of("e1", "e2", "e2"))
                .faults())
        .contains("the file holds an event twice");
  }

  @Test
  void failsWhenNothingHappened() {
    assertThat(Proof.of(Set.of(), List.of(), List.of(), List.of()).holds()).isFalse();
  }
}
