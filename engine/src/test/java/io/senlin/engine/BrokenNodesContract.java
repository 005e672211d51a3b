package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profile types that break their promises: their actions end, and nothing else suffers. */
abstract class BrokenNodesContract extends EngineContract {
  private final AlteredNodes nodes = new AlteredNodes();

  @BeforeEach
  void alter() throws Refused {
    lab.close();
    EngineSettings patient = Lab.settings(1, Duration.ofMillis(50), Duration.ofSeconds(20));
    lab = new Lab(database, patient, List.of(nodes.type()));
    lab.profile("plain", Map.of());
  }

  /** The first recovery hangs, is ended by force, and gives way after the second has succeeded. */
  @Test
  void whatWasEndedByForceChangesNothingAfterwards() throws Refused, InterruptedException {
    lab.node("n1", "plain");
    AlteredNodes.Hanging hanging = nodes.hang("recover", "stale");
    String first = lab.engine.nodes().recover(Lab.CONTEXT, "n1", Map.of());
    hanging.awaitBegun();
    lab.engine.actions().cancel(Lab.CONTEXT, first, true);
    String second = lab.engine.nodes().recover(Lab.CONTEXT, "n1", Map.of());
    assertThat(lab.ended(second).status()).isEqualTo(ActionStatus.SUCCEEDED);
    NodeRecord recovered = lab.node("n1");
    hanging.goOn();
    lab.restart(); // after the action's thread has ended
    assertThat(lab.node("n1")).isEqualTo(recovered);
    assertThat(lab.events(first)).hasSize(2);
    lab.assertNoLocks();
  }

  @Test
  void whatWasEndedByForceBeginsNoRecoveryAfterItsCheck() throws Refused, InterruptedException {
    lab.node("n1", "plain");
    AlteredNodes.Hanging hanging = nodes.hang("check", false);
    String first = lab.engine.nodes().recover(Lab.CONTEXT, "n1", Map.of("check", true));
    hanging.awaitBegun();
    lab.engine.actions().cancel(Lab.CONTEXT, first, true);
    NodeRecord left = lab.node("n1");
    hanging.goOn();
    lab.restart(); // after the action's thread has ended
    assertThat(lab.node("n1")).isEqualTo(left);
    assertThat(lab.events(first)).hasSize(2);
  }
}
