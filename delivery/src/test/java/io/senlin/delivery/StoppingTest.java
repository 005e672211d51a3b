package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How dispatchers are stopped, those that do not want to included. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class StoppingTest extends DeliveryFixture {
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
  void keepsWhatABatchHadDeliveredWhenItWasInterrupted() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    DispatcherSource plain =
        OneByOne.source(
            "plain",
            sequence -> {
              if (sequence == 3) {
                inside.countDown();
                new CountDownLatch(1).await();
              }
            });
    append(5);
    delivery.apply(
        List.of(plain), DispatcherConfiguration.of("plain").with("plain", "start", "beginning"));
    inside.await();
    delivery.close(Duration.ofMillis(50));
    assertThat(journal.cursor("plain", MemoryJournal.OWN)).hasValue(2);
  }

  @Test
  void closesInPeaceAfterACallHeededTheInterrupt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    good.before(
            _ -> {
              inside.countDown();
              new CountDownLatch(1).await();
            })
        .onClose(
            _ -> {
              Thread.sleep(700); // what it takes to say goodbye
              closed.set(true);
            });
    enable("good");
    append(1);
    inside.await();
    delivery.close(Duration.ofMillis(50));
    assertThat(closed).isTrue();
  }

  @Test
  void interruptsAClosingThatDoesNotEnd() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    good.onClose(
        _ -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException heeded) {
            interrupted.set(true);
          }
        });
    enable("good");
    await().until(() -> status("good").state() == DispatcherState.RUNNING);
    delivery.close(Duration.ofMillis(50));
    assertThat(interrupted).isTrue();
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
}
