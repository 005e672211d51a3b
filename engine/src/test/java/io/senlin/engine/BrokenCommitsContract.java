package io.senlin.engine;

import io.senlin.testkit.databases.BrokenCommits;
import io.senlin.testkit.databases.BrokenCommits.Fate;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The same, while the connection to the server breaks again and again in the middle of a commit:
 * half of these commits were done, and half were not.
 */
abstract class BrokenCommitsContract extends EngineModelContract {
  private static final int EVERY = 7;

  @BeforeEach
  void breakCommits() throws SQLException {
    BrokenCommits.install();
    lab.close();
    lab = new Lab(database, settings(), lab.types); // over connections that can break
    AtomicInteger commits = new AtomicInteger();
    BrokenCommits.decide(
        () -> {
          int count = commits.incrementAndGet();
          return count % EVERY > 0 ? Fate.KEPT : count / EVERY % 2 > 0 ? Fate.DONE : Fate.UNDONE;
        });
  }

  @AfterEach
  void mend() {
    BrokenCommits.mend();
  }
}
