package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.store.StoreUnavailable;
import org.junit.jupiter.api.Test;

/** What a client is told when the database fails. */
class ErrorsTest {
  private static StoreUnavailable away() {
    return new StoreUnavailable("the server is away", null);
  }

  @Test
  void saysThatNothingWasDone() {
    HttpError error = Errors.of(away(), "req-1");
    assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(error)
        .hasMessage(
            "The database is unavailable, so the request was not carried out; try again: the"
                + " server is away");
  }

  @Test
  void saysThatNobodyKnowsWhetherItWasDone() {
    HttpError error = Errors.of(away().duringCommit(), "req-1");
    assertThat(error.fault()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(error)
        .hasMessageStartingWith(
            "The database is unavailable, and whether the request was carried out is not known;"
                + " look before you try again: the server is away");
  }
}
