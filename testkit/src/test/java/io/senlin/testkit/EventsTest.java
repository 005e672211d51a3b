package io.senlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Action;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Node;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

  @Test
  void theSameSeedGivesTheSameEvents() {
    assertThat(Events.seeded(3).next(200)).isEqualTo(Events.seeded(3).next(200));
    assertThat(Events.seeded(3).next(5)).isNotEqualTo(Events.seeded(4).next(5));
  }

  @Test
  void aStreamRisesInSequenceAndTimeWithoutAGap() {
    List<Event> events = Events.seeded(1).next(500);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).details().sequence()).isEqualTo(i + 1);
      if (i > 0) {
        assertThat(events.get(i).details().timestamp())
            .isAfter(events.get(i - 1).details().timestamp());
      }
    }
    assertThat(events.stream().map(event -> event.details().id())).doesNotHaveDuplicates();
  }

  @Test
  void everyActionOfAStreamStartsBeforeItEnds() {
    List<String> running = new ArrayList<>();
    for (Event event : Events.seeded(2).next(500)) {
      String action = event.action().id();
      if (event.details().phase().equals("start")) {
        running.add(action);
      } else {
        assertThat(running.remove(action)).as("action %s had started", action).isTrue();
      }
    }
  }

  @Test
  void hasOneEventOfEveryActionAndPhase() {
    List<Event> events = Events.ofEveryKind();
    assertThat(events.stream().map(event -> event.action().action()).distinct())
        .containsExactlyElementsOf(Events.ACTIONS);
    assertThat(events.stream().map(Event::level)).contains(Level.values());
  }

  @Test
  void fillsInWhatIsNotSaid() {
    Event event = Events.of("NODE_OPERATION").derived().inCluster("c1").build();
    assertThat(event.action().displayAction()).isEqualTo("reboot");
    assertThat(event.action().cause()).isEqualTo(Action.DERIVED);
    assertThat(event.action().entity()).containsInstanceOf(Node.class);
    assertThat(event.action().entity().orElseThrow().clusterId()).isEqualTo("c1");
    assertThat(event.details().reason()).isEqualTo(event.action().id().substring(0, 8));
  }

  @Test
  void aStepClockStandsStillUntilItIsMoved() {
    StepClock clock = StepClock.atEpoch();
    assertThat(clock.instant()).isEqualTo(Events.EPOCH);
    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(clock.instant());
    clock.set(Events.EPOCH);
    assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(Events.EPOCH);
  }
}
