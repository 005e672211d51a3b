package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows when the configuration changes. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class LiveSettingsTest extends DeliveryFixture {
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
  void deliversWhatItHadLeftWhenItWasSwitchedOffButNotWhatCameWhileItWasOff() throws Exception {
    enable("good");
    append(2);
    await().until(() -> journal.cursor("good", MemoryJournal.OWN).orElse(0) == 2);
    delivery.pause("good", false);
    await().until(() -> status("good").state() == DispatcherState.PAUSED);
    append(3);
    delivery.disable("good", false);
    append(4);
    delivery.enable("good", false);
    append(1);
    delivery.resume("good", false);
    append(1);
    await().until(() -> good.sequences().contains(11L));
    assertThat(good.sequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 10L, 11L);
    assertThat(status("good").missed()).isZero();
  }

  @Test
  void deliversWhatAFailingSinkHadLeftAlsoIfTheEngineWasRestartedWhileItWasOff() throws Exception {
    good.before(
        _ -> {
          throw new java.io.IOException("the sink is away");
        });
    enable("good", "drain_timeout", "50ms");
    append(3);
    clock.advance(Duration.ofDays(365L * 100)); // beyond the time of the events
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    restart();
    good.before(_ -> {});
    delivery.apply(List.of(good), DispatcherConfiguration.of());
    enable("good");
    await().until(() -> good.sequences().equals(sequences(1, 3)));
  }

  @Test
  void countsAsMissedOnlyWhatCameBeforeItWasSwitchedOff() throws Exception {
    enable("good");
    delivery.pause("good", false);
    await().until(() -> status("good").state() == DispatcherState.PAUSED);
    append(3);
    delivery.disable("good", false);
    append(4);
    journal.delete(5);
    delivery.enable("good", false);
    append(1);
    delivery.resume("good", false);
    await().until(() -> good.sequences().equals(List.of(8L)));
    assertThat(status("good").missed()).isEqualTo(3);
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
            .with("good", "style", "plainly")
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
                        "dispatcher:good style",
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
  void refusesAnOptionThatEveryDispatcherHasAlready() {
    DispatcherSource greedy = DispatcherSource.builtIn("greedy", Greedy::new);
    assertThatThrownBy(() -> delivery.apply(List.of(greedy), DispatcherConfiguration.of("greedy")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("declares the option 'batch_size', which every dispatcher has");
  }

  /** Wants an option that delivery keeps to itself. */
  private static final class Greedy extends EventBackend {
    @Override
    public List<Option> options() {
      return List.of(Option.of("batch_size", Option.Kind.INTEGER, "How many.").required());
    }

    @Override
    public void dump(Level level, Action action, Details details) {}
  }

  @Test
  void namesTheSectionThatIsSharedWhenAValueInItIsWrong() {
    DispatcherConfiguration wrong =
        new DispatcherConfiguration(
            List.of("good"), Map.of("priority", "important"), Map.of(), Duration.ofDays(7));
    assertThatThrownBy(() -> delivery.apply(List.of(good), wrong))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("correct it in [dispatcher:good] or [dispatchers] priority in");
  }

  @Test
  void refusesAMistakeInTheSectionOfADispatcherThatIsOffButRequiresNothingThere() throws Exception {
    enable("good");
    DispatcherConfiguration sound =
        DispatcherConfiguration.of("good").with("other", "token", "env:SENLIN_NO_SUCH_VARIABLE");
    delivery.apply(List.of(good, other), sound);
    for (DispatcherConfiguration wrong :
        List.of(
            sound.with("other", "priority", "urgent"),
            sound.with("other", "filter", "type LIKE"),
            sound.with("other", "pth", "/tmp"))) {
      assertThatThrownBy(() -> delivery.apply(List.of(good, other), wrong))
          .isInstanceOf(Refused.class);
    }
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
}
