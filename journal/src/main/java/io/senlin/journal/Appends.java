package io.senlin.journal;

import io.senlin.store.CommitParticipant;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The events that one group of works appends: they get their places together, and one batch. */
final class Appends implements CommitParticipant {
  private final OwnPartition partition;
  private final List<Draft> drafts = new ArrayList<>();
  private List<Appended> appended = List.of();

  Appends(OwnPartition partition) {
    this.partition = partition;
  }

  void add(Draft draft) {
    drafts.add(draft);
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
