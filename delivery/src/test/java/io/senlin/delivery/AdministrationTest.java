package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.journal.Register;
import io.senlin.journal.Register.Wish;
import io.senlin.spi.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What administrators ask for, against the configuration. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class AdministrationTest extends DeliveryFixture {
  @Test
  void whatAnAdministratorAskedForSurvivesARestart() throws Exception {
    delivery.apply(List.of(good, other), DispatcherConfiguration.of("good"));
    assertThat(delivery.disable("good", true).applied()).isFalse();
    assertThat(status("good").state()).isNotEqualTo(DispatcherState.DISABLED);
    assertThat(delivery.disable("good", false).applied()).isTrue();
    assertThat(delivery.enable("other", false).applied()).isTrue();
    assertThat(delivery.pause("other", false).applied()).isTrue();
    assertThat(delivery.pause("other", false).applied()).isFalse();
    assertThat(delivery.active()).containsExactly("other");
    restart();
    delivery.apply(List.of(good, other), DispatcherConfiguration.of("good"));
    append(1);
    await().until(() -> status("other").state() == DispatcherState.PAUSED);
    assertThat(status("good").state()).isEqualTo(DispatcherState.DISABLED);
    assertThat(status("other").lagEvents()).isEqualTo(1);
    delivery.resume("other", false);
    await().until(() -> other.delivered().size() == 1);
    assertThatThrownBy(() -> delivery.pause("nobody", false))
        .isInstanceOf(UnknownDispatcher.class)
        .hasMessageContaining("there are good, other");
  }

  @Test
  void showsTheDeadLettersOfADispatcherThatIsOffSinceTheStart() throws Exception {
    append(2);
    journal
        .read(MemoryJournal.OWN, 0, 2)
        .forEach(event -> journal.bury("good", MemoryJournal.OWN, event, "too large"));
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    assertThat(status("good").dead()).isEqualTo(2);
    assertThat(status("good").dead()).isEqualTo(2);
  }

  @Test
  void sendsAMarkedTestEventAndReportsWhatTheSinkSaid() throws Exception {
    enable("good");
    TestResult result = delivery.test("good", Duration.ofSeconds(30));
    assertThat(result.error()).isEmpty();
    Event event = good.delivered().getFirst();
    assertThat(event.details().id()).isEqualTo(result.event());
    assertThat(event.details().extra()).containsEntry("test", true);
    good.before(
        _ -> {
          throw new java.io.IOException("connection refused");
        });
    assertThat(delivery.test("good", Duration.ofSeconds(30)).error())
        .contains("IOException: connection refused");
    assertThat(journal.cursor("good", MemoryJournal.OWN)).hasValue(0);
  }

  @Test
  void followsWhatWasAskedOfAnotherEngineOnTheSameDatabase() throws Exception {
    Register neighbour = shareOrders();
    delivery.apply(List.of(good, other), DispatcherConfiguration.of("good"));
    append(2);
    await().until(() -> good.delivered().size() == 2);
    neighbour.saveOrder("good", Wish.DISABLED, false);
    neighbour.saveOrder("other", Wish.ENABLED, true);
    delivery.refresh();
    append(3);
    assertThat(status("good").state()).isEqualTo(DispatcherState.DISABLED);
    await().until(() -> status("other").state() == DispatcherState.PAUSED);
    neighbour.saveOrder("other", Wish.ENABLED, false);
    delivery.refresh();
    await().until(() -> other.sequences().equals(sequences(3, 5)));
    neighbour.saveOrder("good", Wish.NONE, false);
    delivery.refresh();
    append(1);
    await().until(() -> good.delivered().size() == 3);
    assertThat(good.sequences()).as("begins now, as it was off").containsExactly(1L, 2L, 6L);
  }

  @Test
  void aCommandComesAfterWhatWasAskedOfAnotherEngineBefore() throws Exception {
    Register neighbour = shareOrders();
    delivery.apply(List.of(good, other), DispatcherConfiguration.of());
    neighbour.saveOrder("good", Wish.ENABLED, false);
    assertThat(delivery.disable("good", false).applied()).isTrue();
    assertThat(neighbour.entries()).extracting(Register.Entry::wish).containsExactly(Wish.NONE);
  }

  @Test
  void followsTheRestOfWhatWasAskedOnceTheConfigurationAllowsIt() throws Exception {
    Register neighbour = shareOrders();
    delivery.apply(
        List.of(good, other),
        DispatcherConfiguration.of().with("good", "token", "env:SENLIN_NO_SUCH_VARIABLE"));
    neighbour.saveOrder("good", Wish.ENABLED, false);
    neighbour.saveOrder("other", Wish.ENABLED, false);
    assertThatThrownBy(delivery::refresh).isInstanceOf(Refused.class);
    assertThat(status("other").state()).isEqualTo(DispatcherState.DISABLED);
    delivery.apply(List.of(good, other), DispatcherConfiguration.of());
    append(1);
    await().until(() -> good.delivered().size() == 1 && other.delivered().size() == 1);
    delivery.refresh();
  }

  /** Lets what another engine is asked for stand in this one's register, as in one database. */
  private Register shareOrders() {
    delivery.close();
    Register neighbour = Register.inMemory();
    register = new SharedOrders(register, neighbour);
    delivery = deliver();
    return neighbour;
  }
}
