package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a dead engine has left, put right by the next one. The dead one is played by an engine that
 * still runs, but has not reported in for long.
 */
abstract class RecoveryContract extends EngineContract {
  @Override
  EngineSettings settings() {
    return new EngineSettings(
        "lab",
        Duration.ofHours(1),
        1000,
        100,
        3,
        Duration.ofSeconds(10),
        true,
        2,
        Duration.ofSeconds(60),
        Duration.ofMillis(300));
  }

  @Test
  void failsWhatADeadEngineWasRunningAndCancelsWhatItHadNotStarted() throws Refused {
    lab.profile("slow", Map.of("delay", 1000));
    String create =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c1", "slow", 5)).actionId();
    await().atMost(Lab.LIMIT).until(() -> count(ActionStatus.RUNNING) == 2);
    assertThat(count(ActionStatus.READY)).isEqualTo(3);

    seemDead();
    try (Engine next =
        Engine.start(lab.store, lab.journal, settings(), lab.types, Clock.systemUTC())) {
      assertThat(next.services()).extracting(ServiceRecord::id).containsExactly(next.id());
      assertThat(lab.action(create).status()).isEqualTo(ActionStatus.FAILED);
      assertThat(lab.action(create).statusReason()).isEqualTo(Recovery.REASON);
      assertThat(lab.events(create))
          .containsExactly(
              "INFO start " + create.substring(0, 8), "ERROR error " + Recovery.REASON);
      assertThat(count(ActionStatus.FAILED)).isEqualTo(3);
      assertThat(count(ActionStatus.CANCELLED)).isEqualTo(3);
      for (ActionRecord action : lab.engine.actions().list(Lab.CONTEXT, Listing.ALL)) {
        assertThat(action.owner()).isEmpty();
        assertThat(lab.events(action.id())).as(action.toString()).hasSize(2);
      }
      assertThat(lab.members("c1")).allMatch(node -> node.status().equals("ERROR"));
      assertThat(lab.cluster("c1").status()).isEqualTo("WARNING");
      String delete = next.clusters().delete(Lab.CONTEXT, "c1", false);
      await()
          .atMost(Lab.LIMIT)
          .until(() -> !lab.action(delete).status().equals(ActionStatus.READY));
    }
  }

  private void seemDead() {
    var _ =
        lab.store.write(
            tx -> tx.update("UPDATE service SET updated_at = ?", Instant.now().minusSeconds(3600)));
  }

  private long count(ActionStatus status) throws Refused {
    return lab.engine.actions().list(Lab.CONTEXT, Listing.ALL).stream()
        .filter(action -> action.status() == status)
        .count();
  }
}
