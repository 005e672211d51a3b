package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.DispatcherGone;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Undeliverable;
import io.senlin.testkit.Events;
import io.senlin.testkit.StepClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class DeliveryTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final StepClock clock = StepClock.atEpoch();
  private final Register register = Register.inMemory();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Recorder good = new Recorder("good");
  private final Recorder other = new Recorder("other");
  private Delivery delivery = deliver();

  @AfterEach
  void close() {
    delivery.close(Duration.ofMillis(100));
  }

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
  void offersAFailedBatchAgainWithGrowingPauses() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    good.before(
        _ -> {
          if (attempts.incrementAndGet() <= 30) {
            throw new IllegalStateException("not yet");
          }
        });
    append(5);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 5);
    assertThat(pauses).hasSize(30).allMatch(pause -> pause.compareTo(Duration.ofSeconds(60)) <= 0);
    assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(200));
    assertThat(pauses.subList(12, 30)).anyMatch(pause -> pause.toSeconds() > 20);
    await().until(() -> status("good").state() == DispatcherState.RUNNING);
    assertThat(status("good").retried()).isEqualTo(30);
    assertThat(status("good").lastError()).contains("IllegalStateException: not yet");
    assertThat(status("good").nextAttempt()).isEmpty();
  }

  @Test
  void waitsAtLeastAsLongAsTheSinkAskedFor() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    good.before(
        _ -> {
          if (attempts.incrementAndGet() == 1) {
            throw new RetryAfter(Duration.ofHours(5), "come back later");
          }
        });
    append(1);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 1);
    assertThat(pauses).containsExactly(Duration.ofHours(5));
  }

  @Test
  void keepsAnUndeliverableEventAmongTheDeadLettersAndGoesOn() throws Exception {
    good.before(
        events -> {
          if (events.stream().anyMatch(event -> event.details().sequence() % 3 == 0)) {
            throw new Undeliverable("it is divisible by three");
          }
        });
    append(10);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 7);
    assertThat(good.sequences()).containsExactly(1L, 2L, 4L, 5L, 7L, 8L, 10L);
    assertThat(journal.deadLetters("good", 10))
        .extracting(letter -> letter.event().details().sequence())
        .containsExactly(3L, 6L, 9L);
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 10);
    assertThat(status("good").dead()).isEqualTo(3);
  }

  @Test
  void doesNotOfferAgainWhatAPartlyDeliveredBatchDelivered() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    good.before(
        events -> {
          if (attempts.incrementAndGet() == 1) {
            good.record(events.subList(0, 2));
            throw new PartlyDelivered(2, new java.io.IOException("the disk is full"));
          }
        });
    append(5);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 5);
    assertThat(good.sequences()).isEqualTo(sequences(1, 5));
    assertThat(status("good").retried()).isEqualTo(1);
  }

  @Test
  void switchesOffADispatcherThatIsGoneAndEnablingItBringsItBackAtItsCursor() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    good.before(
        _ -> {
          if (attempts.incrementAndGet() == 1) {
            throw new DispatcherGone("the account is closed");
          }
        });
    append(2);
    enable("good", "start", "beginning");
    await().until(() -> status("good").state() == DispatcherState.GONE);
    assertThat(status("good").lastError()).contains("DispatcherGone: the account is closed");
    append(2);
    Change change = delivery.enable("good", false);
    assertThat(change.applied()).isTrue();
    await().until(() -> good.delivered().size() == 4);
    assertThat(good.sequences()).isEqualTo(sequences(1, 4));
  }

  @Test
  void errorsOfADispatcherAreFailuresLikeAnyOther() throws Exception {
    List<Error> errors =
        List.of(
            new OutOfMemoryError("as if"),
            new NoClassDefFoundError("com/example/Missing"),
            new StackOverflowError(),
            new ExceptionInInitializerError("as if"),
            new AssertionError());
    AtomicInteger attempts = new AtomicInteger();
    good.before(
        _ -> {
          int attempt = attempts.getAndIncrement();
          if (attempt < errors.size()) {
            throw errors.get(attempt);
          }
        });
    append(1);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 1);
    assertThat(pauses).hasSize(errors.size());
  }

  @Test
  void opensAgainWithANewInstanceUntilItSucceeds() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    good.onOpen(
        _ -> {
          if (attempts.incrementAndGet() < 3) {
            throw new java.io.IOException("no route to host");
          }
        });
    append(1);
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 1);
    assertThat(good.calls())
        .containsExactly("open /tmp", "close", "open /tmp", "close", "open /tmp", "dump");
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
  void beginsWhereStartSaysWhenItIsSwitchedOnAnew() throws Exception {
    append(10);
    enable("good");
    append(2);
    await().until(() -> good.delivered().size() == 2);
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    append(3);
    enable("good", "start", "cursor");
    await().until(() -> good.delivered().size() == 5);
    assertThat(good.sequences()).isEqualTo(sequences(11, 15));
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    append(5);
    enable("good");
    append(1);
    await().until(() -> good.delivered().size() == 6);
    assertThat(good.sequences().getLast()).isEqualTo(21);
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    enable("good", "start", "beginning");
    await().until(() -> good.delivered().size() == 27);
    assertThat(good.sequences().subList(6, 27)).isEqualTo(sequences(1, 21));
  }

  @Test
  void touchesOnlyDispatchersWhoseSettingsChanged() throws Exception {
    delivery.apply(List.of(good, other), DispatcherConfiguration.of("good", "other"));
    await().until(() -> good.calls().size() == 1 && other.calls().size() == 1);
    delivery.apply(
        List.of(good, other),
        DispatcherConfiguration.of("other", "good").with("good", "path", "/var"));
    await().until(() -> good.calls().size() == 3);
    assertThat(good.calls()).containsExactly("open /tmp", "close", "open /var");
    assertThat(other.calls()).containsExactly("open /tmp");
  }

  @Test
  void refusesAWrongConfigurationAsAWholeAndGoesOn() throws Exception {
    enable("good");
    DispatcherConfiguration wrong =
        DispatcherConfiguration.of("good", "goood", "other")
            .with("good", "path", "/elsewhere")
            .with("good", "priority", "important")
            .with("good", "batch_size", "0")
            .with("good", "filter", "type LIKE")
            .with("other", "start", "yesterday")
            .with("other", "pth", "/tmp");
    assertThatThrownBy(() -> delivery.apply(List.of(good, other), wrong))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.faults())
                    .extracting(fault -> fault.section() + " " + fault.option())
                    .containsExactlyInAnyOrder(
                        "DEFAULT event_dispatchers",
                        "dispatcher:good priority",
                        "dispatcher:good batch_size",
                        "dispatcher:good filter",
                        "dispatcher:other start",
                        "dispatcher:other pth"));
    append(1);
    await().until(() -> good.delivered().size() == 1);
    assertThat(good.calls()).containsExactly("open /tmp", "dump");
    assertThat(other.calls()).isEmpty();
  }

  @Test
  void runsTheRestWhenADispatcherIsMissingAtTheStart() throws Exception {
    delivery.apply(List.of(good), DispatcherConfiguration.of("good", "other"));
    append(2);
    await().until(() -> good.delivered().size() == 2);
    assertThat(status("other").state()).isEqualTo(DispatcherState.OPENING);
    assertThat(status("other").lastError().orElseThrow()).contains("there is no dispatcher");
    delivery.apply(List.of(good, other), DispatcherConfiguration.of("good", "other"));
    await().until(() -> other.delivered().size() == 2);
  }

  @Test
  void showsNoSecretInAnError() throws Exception {
    good.before(
        _ -> {
          throw new IllegalStateException("401 for token hunter2");
        });
    append(1);
    enable("good", "start", "beginning", "token", "hunter2");
    await().until(() -> status("good").lastError().isPresent());
    assertThat(status("good").lastError()).contains("IllegalStateException: 401 for token ***");
  }

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
  void finishesTheCallItIsInWhenItIsStopped() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    good.before(
        _ -> {
          inside.countDown();
          goOn.await();
        });
    enable("good");
    append(1);
    inside.await();
    Thread.ofVirtual().start(goOn::countDown);
    delivery.close(Duration.ofSeconds(30));
    assertThat(good.sequences()).containsExactly(1L);
    assertThat(journal.cursor("good", MemoryJournal.OWN)).hasValue(1);
    assertThat(good.calls()).containsExactly("open /tmp", "dump", "close");
  }

  @Test
  void interruptsACallThatDoesNotEndInTimeAndOffersItsEventsAgainNextTime() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    good.before(
        _ -> {
          inside.countDown();
          new CountDownLatch(1).await();
        });
    enable("good");
    append(1);
    inside.await();
    delivery.close(Duration.ofMillis(50));
    assertThat(good.calls()).containsExactly("open /tmp", "dump", "close");
    good.before(_ -> {});
    restart();
    enable("good");
    await().until(() -> good.sequences().equals(List.of(1L)));
  }

  @Test
  void abandonsADispatcherThatNeverReturnsAndASecondOneTakesItsPlace() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch forever = new CountDownLatch(1);
    good.before(
        _ -> {
          inside.countDown();
          boolean done = false;
          while (!done) {
            try {
              forever.await();
              done = true;
            } catch (InterruptedException deaf) {
              // as a bad plugin would
            }
          }
        });
    enable("good", "drain_timeout", "50ms");
    append(1);
    inside.await();
    good.before(_ -> {});
    enable("good", "path", "/second");
    await().until(() -> good.sequences().equals(List.of(1L)));
    forever.countDown();
    append(1);
    await().until(() -> good.delivered().size() >= 2);
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 2);
  }

  @Test
  void forgetsTheCursorOfADispatcherThatIsOffForLong() throws Exception {
    enable("good");
    for (int days : List.of(0, 6)) {
      clock.advance(Duration.ofDays(days));
      delivery.apply(List.of(good), DispatcherConfiguration.of());
      assertThat(journal.cursor("good", MemoryJournal.OWN)).isPresent();
    }
    clock.advance(Duration.ofDays(2));
    append(5);
    enable("good", "start", "cursor");
    append(1);
    await().until(() -> good.delivered().size() == 1);
    assertThat(good.sequences()).containsExactly(6L);
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

  private Delivery deliver() {
    Sleeper sleeper =
        pause -> {
          pauses.add(pause);
          clock.advance(pause);
          Thread.sleep(1);
        };
    return new Delivery(new Worker.Surroundings(journal, clock, new Random(7), sleeper), register);
  }

  private void restart() {
    delivery.close(Duration.ofSeconds(30));
    delivery = deliver();
  }

  private void enable(String name, String... options) throws Refused {
    DispatcherConfiguration wanted = DispatcherConfiguration.of(name);
    for (int i = 0; i < options.length; i += 2) {
      wanted = wanted.with(name, options[i], options[i + 1]);
    }
    delivery.apply(List.of(name.equals("good") ? good : other), wanted);
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      journal.append(Events.of("CLUSTER_CREATE"));
    }
  }

  private DispatcherStatus status(String name) {
    Optional<DispatcherStatus> status = delivery.status(name);
    return status.orElseThrow();
  }

  private static List<Long> sequences(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
