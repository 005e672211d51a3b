package io.senlin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.journal.Register.Entry;
import io.senlin.journal.Register.Wish;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the register promises on every kind of database. */
abstract class RegisterContract {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Store store;
  private Register register;
  private Register neighbour;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  /** The store in that database. */
  Store store(String url) {
    return Store.open(StoreSettings.of(url));
  }

  @BeforeEach
  void open() {
    store = store(emptyDatabase());
    register = StoredRegister.of(store, "engine-1");
    neighbour = StoredRegister.of(store, "engine-2");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void remembersWhatWasSavedLast() {
    assertThat(register.entries()).isEmpty();
    register.saveOrder("audit", Wish.DISABLED, false);
    register.saveOrder("audit", Wish.ENABLED, true);
    register.saveActivity("audit", false, NOON);
    register.saveActivity("audit", true, NOON.plusSeconds(1));
    register.saveActivity("file", true, NOON);
    assertThat(register.entries())
        .containsExactlyInAnyOrder(
            new Entry("audit", true, NOON.plusSeconds(1), Wish.ENABLED, true),
            new Entry("file", true, NOON, Wish.NONE, false));
  }

  @Test
  void sharesOrdersAmongEnginesButNotWhatIsSwitchedOn() {
    register.saveOrder("audit", Wish.ENABLED, false);
    register.saveActivity("audit", true, NOON);
    neighbour.saveActivity("audit", false, NOON.plusSeconds(5));
    neighbour.saveActivity("file", true, NOON);
    assertThat(register.entries())
        .containsExactly(new Entry("audit", true, NOON, Wish.ENABLED, false));
    assertThat(neighbour.entries())
        .containsExactlyInAnyOrder(
            new Entry("audit", false, NOON.plusSeconds(5), Wish.ENABLED, false),
            new Entry("file", true, NOON, Wish.NONE, false));
  }
}
