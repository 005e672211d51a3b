package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What errors of a server become, whoever's driver reports them. */
final class ServerErrorTest {
  @Test
  void aServerThatIsSilentIsNotTakenForOneThatIsNotThere() {
    SQLException silence =
        new SQLException("Socket error", "08000", new SocketTimeoutException("Read timed out"));
    assertThat(ServerDatabase.explain("the database db", silence))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageStartingWith("the database db did not answer in time (Socket error)");
  }

  @Test
  void theValuesOfAFailedBatchAreNotShown() {
    SQLException first = new SQLException("ERROR: value too long\n  Detail: hunter2", "22001");
    BatchUpdateException batch =
        new BatchUpdateException(
            "Batch entry 0 INSERT … ('hunter2') was aborted", "22001", 0, new int[0], first);
    assertThat(ServerDatabase.explain("the database db", batch))
        .isInstanceOf(StoreFailure.class)
        .hasMessage("the database refused: ERROR: value too long");
  }
}
