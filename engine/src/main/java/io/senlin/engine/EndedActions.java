package io.senlin.engine;

import io.senlin.spi.Action;
import io.senlin.store.retention.AgeingTable;
import io.senlin.store.retention.AgeingTable.Place;
import java.time.Instant;
import java.util.List;

/**
 * The actions that may be deleted once they are old: they have ended, and no other one waits for
 * them. A derived action stays as long as any action on its cluster has not ended, as that may be
 * the one that made it and still has to see how it went.
 */
public final class EndedActions {
  private static final String ENDED = "IN ('SUCCEEDED', 'FAILED', 'CANCELLED')";

  /** By the time of their creation, as Senlin has it. */
  public static final AgeingTable<ActionRecord> TABLE =
      new AgeingTable<>(
          "action",
          "created_at",
          "status "
              + ENDED
              + " AND NOT EXISTS (SELECT 1 FROM dependency"
              + " JOIN action waiting ON waiting.id = dependency.dependent"
              + " WHERE dependency.depended = action.id AND waiting.status NOT "
              + ENDED
              + ") AND NOT (cause = '"
              + Action.DERIVED
              + "' AND EXISTS (SELECT 1 FROM action maker"
              + " WHERE maker.target = action.cluster_id AND maker.status NOT "
              + ENDED
              + "))",
          List.of("dependency.depended", "dependency.dependent"),
          ActionRows::map,
          action -> new Place(action.createdAt().orElse(Instant.EPOCH), action.id()));

  private EndedActions() {}
}
