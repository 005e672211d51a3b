package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfirmWindowTest {
  private final ConfirmWindow window = new ConfirmWindow("h:1", 3, Duration.ofMillis(20));

  @Test
  void countsWhatIsConfirmedFromTheFirstOn() throws BrokerFailure, InterruptedException {
    published(3);
    window.handleAck(12, false);
    assertThat(window.done()).isZero();
    window.handleAck(10, false);
    assertThat(window.done()).isEqualTo(1);
    window.handleAck(11, true);
    assertThat(window.done()).isEqualTo(3);
    window.awaitAll();
  }

  @Test
  void hasNoRoomForMoreThanItsSize() throws BrokerFailure, InterruptedException {
    published(3);
    assertThatThrownBy(window::enter)
        .isInstanceOf(BrokerFailure.class)
        .hasMessage("RabbitMQ at h:1 has confirmed none of 3 notifications for 0 s");
  }

  @Test
  void makesRoomWithEveryConfirm() throws BrokerFailure, InterruptedException {
    published(3);
    window.handleAck(10, false);
    window.enter();
    window.handleAck(13, true);
    window.awaitAll();
    assertThat(window.done()).isEqualTo(4);
  }

  @Test
  void countsNothingThatMightOvertakeARefusedMessage() throws BrokerFailure, InterruptedException {
    published(3);
    window.handleAck(10, false);
    window.handleNack(11, false);
    window.handleAck(12, false);
    assertThatThrownBy(window::awaitAll).hasMessageContaining("has refused a notification");
    assertThat(window.done()).isEqualTo(1);
    assertThat(window.settled()).isTrue();
  }

  @Test
  void countsNothingFromAReturnedMessageOn() throws BrokerFailure, InterruptedException {
    published(3);
    window.handleAck(10, false);
    window.handle(new Return(312, "NO_ROUTE", "senlin", "t.info", null, new byte[0]));
    window.handleAck(12, true);
    assertThatThrownBy(window::awaitAll).hasMessageContaining("has no queue 't.info' any more");
    assertThat(window.done()).isEqualTo(1);
  }

  @Test
  void isNotSettledBeforeTheBrokerHasDealtWithEverything()
      throws BrokerFailure, InterruptedException {
    published(2);
    window.handleNack(10, false);
    assertThat(window.settled()).isFalse();
    window.handleAck(11, false);
    assertThat(window.settled()).isTrue();
  }

  @Test
  void succeedsThoughTheConnectionClosedAfterTheLastConfirm()
      throws BrokerFailure, InterruptedException {
    published(2);
    window.handleAck(11, true);
    window.shutdownCompleted(closed());
    window.awaitAll();
    assertThat(window.done()).isEqualTo(2);
  }

  @Test
  void doesNotWaitForASilentBrokerTwice() throws BrokerFailure, InterruptedException {
    published(1);
    assertThatThrownBy(window::awaitAll).hasMessageContaining("has confirmed none of 1");
    window.handleAck(10, false);
    assertThat(window.settled()).isFalse();
  }

  @Test
  void failsWithTheReasonOfAShutdown() throws BrokerFailure, InterruptedException {
    published(2);
    window.handleAck(10, false);
    ShutdownSignalException cause = closed();
    window.shutdownCompleted(cause);
    assertThatThrownBy(window::awaitAll).isSameAs(cause);
    assertThat(window.done()).isEqualTo(1);
    assertThat(window.settled()).isFalse();
  }

  @Test
  void waitsAsLongAsTheBrokerBlocks() throws InterruptedException {
    window.begin(10);
    window.handleBlocked("low on disk");
    Thread publisher =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    window.enter();
                  } catch (BrokerFailure | InterruptedException failed) {
                    throw new AssertionError(failed);
                  }
                });
    assertThat(publisher.join(Duration.ofMillis(100))).isFalse();
    window.handleUnblocked();
    assertThat(publisher.join(Duration.ofSeconds(30))).isTrue();
    window.handleAck(10, false);
    assertThat(window.done()).isEqualTo(1);
  }

  private static ShutdownSignalException closed() {
    return new ShutdownSignalException(
        true, false, new AMQP.Connection.CloseOk.Builder().build(), "x");
  }

  private void published(int count) throws BrokerFailure, InterruptedException {
    window.begin(10);
    for (int i = 0; i < count; i++) {
      window.enter();
    }
  }
}
