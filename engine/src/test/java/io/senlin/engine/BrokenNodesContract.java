package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.engine.profile.ProfileFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private ActionRecord createNode() throws Refused {
    NodeRequest request = new NodeRequest("n1", "plain", Optional.empty(), "", Map.of());
    return lab.ended(lab.engine.nodes().create(Lab.CONTEXT, request).actionId());
  }

  private void assertFailed(ActionRecord creation) throws Refused {
    assertThat(creation.status()).isEqualTo(ActionStatus.FAILED);
    assertThat(lab.events(creation.id())).hasSize(2);
    assertThat(lab.node("n1").status()).isEqualTo("ERROR");
    lab.assertNoLocks();
  }

  @Test
  void anErrorEndsTheActionItComesFrom() throws Refused {
    nodes.alter(
        "create",
        () -> {
          throw new NoClassDefFoundError("com/example/Driver");
        });
    ActionRecord creation = createNode();
    assertFailed(creation);
    assertThat(creation.statusReason()).isEqualTo("com/example/Driver");
  }

  @Test
  void aPhysicalIdThatIsTooLongIsAFailure() throws Refused {
    nodes.alter("create", () -> "x".repeat(37));
    ActionRecord creation = createNode();
    assertFailed(creation);
    assertThat(creation.statusReason()).contains("it must give one of at most 36 characters");
    assertThat(lab.node("n1").physicalId()).isEmpty();
  }

  @Test
  void noPhysicalIdIsAFailure() throws Refused {
    nodes.alter("create", () -> null);
    assertFailed(createNode());
  }

  /** As servers refuse such a physical id. */
  @Test
  void anActionEndsEvenIfHowItWentCannotBeStored() throws Refused {
    nodes.alter(
        "create",
        () -> {
          throw new ProfileFailure("half made", "x".repeat(37));
        });
    assertFailed(createNode());
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
