package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.DispatcherGone;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.RetryAfter;
import io.senlin.spi.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What follows when a dispatcher fails. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class FailurePolicyTest extends DeliveryFixture {
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
    assertThat(status("good").lastError()).contains("the account is closed");
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
  void doesNotOfferAgainWhatWasDeliveredBeforeAnErrorInTheMiddleOfABatch() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    List<Long> sink = new CopyOnWriteArrayList<>();
    DispatcherSource plain =
        OneByOne.source(
            "plain",
            sequence -> {
              if (sequence == 3 && attempts.incrementAndGet() <= 5) {
                throw new NoClassDefFoundError("com/example/Missing");
              }
              sink.add(sequence);
            });
    append(5);
    delivery.apply(
        List.of(plain), DispatcherConfiguration.of("plain").with("plain", "start", "beginning"));
    await().until(() -> sink.size() >= 5);
    assertThat(sink).isEqualTo(sequences(1, 5));
    assertThat(status("plain").retried()).isEqualTo(5);
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
  void triesToOpenAtGrowingDistancesAlsoWhileItIsPaused() throws Exception {
    good.onOpen(
        _ -> {
          throw new java.io.IOException("no route to host");
        });
    enable("good");
    delivery.pause("good", false);
    await().until(() -> good.calls().size() > 20);
    int opened = good.calls().size() / 2;
    assertThat(pauses).hasSizeGreaterThanOrEqualTo(opened - 2);
  }

  @Test
  void oneThatIsGoneStaysGoneWhenTheJournalWorksAgain() throws Exception {
    good.before(
        events -> {
          if (events.getFirst().details().sequence() > 3) {
            throw new DispatcherGone("the account is closed");
          }
        });
    enable("good");
    append(3);
    await().until(() -> good.delivered().size() == 3);
    journal.broken(true);
    append(1);
    await().until(() -> status("good").lastError().isPresent());
    journal.broken(false);
    await().until(() -> good.calls().getLast().equals("close"));
    assertThat(status("good").state()).isEqualTo(DispatcherState.GONE);
    assertThat(delivery.enable("good", false).applied()).isTrue();
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
}
