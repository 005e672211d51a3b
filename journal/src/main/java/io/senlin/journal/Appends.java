package io.senlin.journal;

import io.senlin.store.CommitParticipant;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * The events that one group of works appends: they get their places together, and one batch.
 *
 * <p>While the writer's thread, the one that all wait for, runs the next works, another core
 * encodes the events of those before. What is not encoded by the commit is encoded then.
 */
final class Appends implements CommitParticipant {
  /** So many that handing them over costs far less than encoding them. */
  private static final int HANDED_OVER = 8;

  private final OwnPartition partition;
  private final List<Draft> drafts = new ArrayList<>();
  private List<Appended> appended = List.of();

  Appends(OwnPartition partition) {
    this.partition = partition;
  }

  void add(Draft draft) {
    drafts.add(draft);
    if (drafts.size() % HANDED_OVER == 0) {
      List<Draft> some = List.copyOf(drafts.subList(drafts.size() - HANDED_OVER, drafts.size()));
      ForkJoinPool.commonPool().execute(() -> some.forEach(Draft::encode));
    }
  }

  @Override
  public void beforeCommit(Session session) throws SQLException {
    appended = partition.insert(session, drafts);
  }

  @Override
  public void afterCommit() {
    partition.committed(appended);
  }

  @Override
  public void afterFailure() {
    partition.suspect();
  }
}
