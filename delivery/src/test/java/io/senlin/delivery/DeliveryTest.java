package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Level;
import io.senlin.testkit.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Events reach every dispatcher, in order, and the cursor follows. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class DeliveryTest extends DeliveryFixture {
  @Test
  void deliversEveryEventInOrder() throws Exception {
    enable("good");
    append(1000);
    await().until(() -> good.delivered().size() == 1000);
    assertThat(good.sequences()).isEqualTo(sequences(1, 1000));
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 1000);
  }

  @Test
  void aDispatcherThatSleepsForeverAndOneThatAlwaysThrowsDelayNoOther() throws Exception {
    Recorder asleep = new Recorder("asleep").before(_ -> new CountDownLatch(1).await());
    other.before(
        _ -> {
          throw new java.io.IOException("the sink is away");
        });
    delivery.apply(
        List.of(good, other, asleep), DispatcherConfiguration.of("good", "other", "asleep"));
    append(200);
    await().until(() -> good.delivered().size() == 200);
    await().until(() -> status("other").retried() > 0);
    assertThat(good.sequences()).isEqualTo(sequences(1, 200));
    assertThat(status("other").state()).isEqualTo(DispatcherState.FAILING);
    assertThat(status("other").lastError()).contains("IOException: the sink is away");
    assertThat(status("other").lagEvents()).isEqualTo(200);
    assertThat(status("asleep").delivered()).isZero();
  }

  @Test
  void movesTheCursorOnlyAfterTheWholeBatch() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    good.before(
        _ -> {
          inside.countDown();
          goOn.await();
        });
    append(3);
    enable("good", "start", "beginning");
    inside.await();
    assertThat(journal.cursor("good", MemoryJournal.OWN)).hasValue(0);
    goOn.countDown();
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 3);
  }

  @Test
  void leavesOutWhatTheFilterDoesNotWantAndStillMovesTheCursor() throws Exception {
    journal.append(Events.of("NODE_CREATE").derived());
    journal.append(Events.of("CLUSTER_CREATE").level(Level.DEBUG));
    journal.append(Events.of("CLUSTER_CREATE"));
    journal.append(Events.of("NODE_CREATE").derived());
    delivery.apply(
        List.of(good, other),
        DispatcherConfiguration.of("good", "other")
            .with("good", "start", "beginning")
            .with("other", "start", "beginning")
            .with("other", "priority", "error"));
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 4);
    await().until(() -> journal.cursor("other", MemoryJournal.OWN).orElse(0) == 4);
    assertThat(good.sequences()).containsExactly(3L);
    assertThat(other.delivered()).isEmpty();
    assertThat(status("other").filtered()).isEqualTo(4);
    assertThat(status("other").lag()).contains(Duration.ZERO);
  }

  @Test
  void saysThatAFilterHasNoAnswerAndLosesNothing() throws Exception {
    append(2);
    enable("good", "start", "beginning", "filter", "reason + 1 > 0");
    await().until(() -> status("good").state() == DispatcherState.FAILING);
    assertThat(status("good").lastError().orElseThrow()).contains("has no answer for event");
    enable("good", "filter", "reason <> ''");
    await().until(() -> good.delivered().size() == 2);
  }

  @Test
  void outlivesAJournalThatFails() throws Exception {
    enable("good");
    append(3);
    await().until(() -> good.delivered().size() == 3);
    journal.broken(true);
    append(3);
    await().until(() -> status("good").lastError().isPresent());
    journal.broken(false);
    await().until(() -> good.delivered().size() == 6);
    assertThat(good.sequences()).isEqualTo(sequences(1, 6));
  }

  @Test
  void saysHowManyEventsRetentionTookAway() throws Exception {
    enable("good");
    delivery.pause("good", false);
    await().until(() -> status("good").state() == DispatcherState.PAUSED);
    append(10);
    journal.delete(4);
    delivery.resume("good", false);
    await().until(() -> good.delivered().size() == 6);
    assertThat(status("good").missed()).isEqualTo(4);
  }

  @Test
  void goesOnAtItsCursorAfterARestart() throws Exception {
    enable("good");
    append(3);
    await().until(() -> good.delivered().size() == 3);
    restart();
    append(3);
    enable("good", "start", "now");
    await().until(() -> good.delivered().size() == 6);
    assertThat(good.sequences()).isEqualTo(sequences(1, 6));
  }

  @Test
  void deliversThePartitionOfAnEngineThatIsNoMore() throws Exception {
    journal.append("dead", Events.of("CLUSTER_CREATE"));
    journal.placeCursor("good", "dead", 0);
    enable("good");
    append(1);
    await().until(() -> good.delivered().size() == 1);
    delivery.takeOver(List.of("dead"));
    await().until(() -> good.delivered().size() == 2);
    await().until(() -> journal.cursor("good", "dead").orElse(0) == 1);
  }

  @RepeatedTest(20)
  void deliversWhatOthersLeftInOrderAndBeforeWhatIsCommittedLater() throws Exception {
    enable("good");
    append(3);
    for (int i = 0; i < 3; i++) {
      journal.append("older", Events.of("NODE_CREATE"));
      journal.append("newer", Events.of("NODE_DELETE"));
    }
    journal.placeCursor("good", "older", 0);
    journal.placeCursor("good", "newer", 1);
    delivery.takeOver(List.of("older", "newer", MemoryJournal.OWN));
    journal.append(Events.of("CLUSTER_DELETE"));
    await().until(() -> good.delivered().size() == 9);
    assertThat(good.delivered())
        .extracting(event -> event.action().action())
        .filteredOn(action -> !action.equals("CLUSTER_CREATE"))
        .containsExactly(
            "NODE_CREATE",
            "NODE_CREATE",
            "NODE_CREATE",
            "NODE_DELETE",
            "NODE_DELETE",
            "CLUSTER_DELETE");
    delivery.takeOver(List.of(MemoryJournal.OWN));
    journal.append("older", Events.of("NODE_CREATE"));
    append(1);
    await().until(() -> good.delivered().size() == 10);
    assertThat(journal.cursor("good", "older")).hasValue(3);
  }
}
