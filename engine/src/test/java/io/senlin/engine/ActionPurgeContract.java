package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.store.retention.Archive;
import io.senlin.store.retention.Expired;
import io.senlin.store.retention.Purge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What purging actions promises on every kind of database. */
abstract class ActionPurgeContract {
  private static final Instant LIMIT = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant OLD = LIMIT.minusSeconds(60);
  private static final String REQUESTED = "RPC Request";
  private static final String DERIVED = "Derived Action";

  private Store store;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.of(emptyDatabase()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void deletesOldActionsOnceTheyHaveEnded() throws InterruptedException {
    for (ActionStatus status : ActionStatus.values()) {
      action("old " + status.name(), status, REQUESTED, "c" + status, "", OLD);
    }
    action("new", ActionStatus.SUCCEEDED, REQUESTED, "cluster", "", LIMIT);
    List<ActionRecord> gone = purge();
    assertThat(gone)
        .extracting(ActionRecord::status)
        .containsExactlyInAnyOrder(
            ActionStatus.SUCCEEDED, ActionStatus.FAILED, ActionStatus.CANCELLED);
    assertThat(ids()).hasSize(ActionStatus.values().length - 3 + 1).contains("new");
  }

  @Test
  void keepsAnActionThatAnotherWaitsFor() throws InterruptedException {
    action("waited for", ActionStatus.SUCCEEDED, REQUESTED, "node", "", OLD);
    action("waiting", ActionStatus.WAITING, REQUESTED, "cluster", "", OLD);
    depend("waited for", "waiting");
    assertThat(purge()).isEmpty();
    assertThat(ids()).containsExactlyInAnyOrder("waited for", "waiting");
  }

  @Test
  void deletesAnActionWithWhatRefersToItOnceNobodyWaits() throws InterruptedException {
    action("first", ActionStatus.SUCCEEDED, REQUESTED, "node", "", OLD);
    action("second", ActionStatus.FAILED, REQUESTED, "cluster", "", LIMIT);
    depend("first", "second"); // left behind by somebody
    purge();
    assertThat(ids()).containsExactly("second");
  }

  @Test
  void keepsWhatADerivedActionCameToUntilItsClusterIsAtRest() throws InterruptedException {
    action("maker", ActionStatus.WAITING, REQUESTED, "cluster", "cluster", OLD);
    action("child", ActionStatus.FAILED, DERIVED, "node", "cluster", OLD);
    action("other", ActionStatus.FAILED, DERIVED, "node", "another cluster", OLD);
    purge();
    assertThat(ids()).containsExactlyInAnyOrder("maker", "child");
    store.write(session -> session.update("UPDATE action SET status = 'FAILED'"));
    purge();
    assertThat(ids()).isEmpty();
  }

  @Test
  void deletesThoseOfTheGivenProjectsInBatches() throws InterruptedException {
    for (int i = 0; i < 250; i++) {
      action("a" + i, ActionStatus.SUCCEEDED, REQUESTED, "node", "", OLD.minusSeconds(i / 90));
    }
    Purge<ActionRecord> purge = new Purge<>(store, EndedActions.TABLE);
    assertThat(purge.count(new Expired(LIMIT, List.of("elsewhere")))).isZero();
    assertThat(purge.count(new Expired(LIMIT, List.of("elsewhere", "project1")))).isEqualTo(250);
    purge.run(new Expired(LIMIT, List.of("elsewhere", "project1")), Archive.none(), gone -> {});
    assertThat(ids()).isEmpty();
  }

  private List<ActionRecord> purge() throws InterruptedException {
    List<ActionRecord> gone = new ArrayList<>();
    Expired expired = Expired.before(LIMIT);
    long expected = new Purge<>(store, EndedActions.TABLE).count(expired);
    new Purge<>(store, EndedActions.TABLE).run(expired, gone::addAll, count -> {});
    assertThat(gone).hasSize((int) expected);
    return gone;
  }

  private List<String> ids() {
    return store.read(session -> session.query("SELECT id FROM action", row -> row.text("id")));
  }

  private void depend(String depended, String dependent) {
    store.write(
        session -> {
          Dependencies.insert(session, List.of(depended), dependent);
          return dependent;
        });
  }

  private void action(
      String id, ActionStatus status, String cause, String target, String cluster, Instant at) {
    store.write(
        session ->
            session.update(
                "INSERT INTO action (id, name, action, target, cause, status, inputs, outputs,"
                    + " data, context, created_at, project, \"user\", cluster_id) VALUES (?, ?,"
                    + " 'NODE_CHECK', ?, ?, ?, '{}', '{}', '{}', '{}', ?, ?, ?, ?)",
                id,
                id,
                target,
                cause,
                status.name(),
                at,
                "project1",
                "user1",
                cluster));
  }
}
