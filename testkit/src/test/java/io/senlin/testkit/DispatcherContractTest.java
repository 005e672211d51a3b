package io.senlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.senlin.spi.EventBackend;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The contract finds what is wrong with a bad dispatcher; {@link LinesDispatcherTest} a good one.
 */
class DispatcherContractTest {

  static Stream<Arguments> badDispatchers() {
    return Stream.of(
        bad(BadDispatchers.Buffering::new, "deliversEveryEventInOrderBeforeItReturns"),
        bad(BadDispatchers.Swallowing::new, "losesNothingInAnOutage"),
        bad(BadDispatchers.Renaming::new, "deliversEveryEventInOrderBeforeItReturns"),
        bad(BadDispatchers.Reversing::new, "deliversEveryEventInOrderBeforeItReturns"),
        bad(BadDispatchers.Overstating::new, "losesNothingInAnOutage"),
        bad(
            BadDispatchers.Intolerant::new,
            "toleratesTheSameEventsAgainAfterAKillBeforeTheCursorMoved"),
        bad(BadDispatchers.Retiring::new, "losesNothingInAnOutage"),
        bad(BadDispatchers.Truncating::new, "keepsWhatIsThereWhenItIsOpenedAgain"),
        bad(BadDispatchers.Deaf::new, "closesPromptlyWhileTheSinkIsDown"),
        bad(BadDispatchers.Lingering::new, "keepsWhatIsThereWhenItIsOpenedAgain"),
        bad(BadDispatchers.Clumsy::new, "opensLaterIfTheSinkIsDownAtFirst"),
        bad(BadDispatchers.Talkative::new, "tellsNoSecret"),
        bad(BadDispatchers.Careless::new, "declaresItsOptionsForPeople"),
        bad(BadDispatchers.Indifferent::new, "namesTheOptionWithABadValue"),
        bad(BadDispatchers.Leaking::new, "leavesNothingBehindWhenItIsUnloaded"),
        bad(BadDispatchers.Nameless::new, "isAClassThatTheEngineCanLoad"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("badDispatchers")
  void findsTheFault(Supplier<EventBackend> bad, String finder, String name) {
    LinesDispatcherTest.with(
        bad,
        () ->
            assertThat(failedTests(finder))
                .as("tests that %s does not pass", name)
                .contains(finder));
  }

  private static List<String> failedTests(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(LinesDispatcherTest.class, method))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(failure -> failure.getTestDescriptor().getDisplayName().replace("()", ""))
        .toList();
  }

  private static Arguments bad(Supplier<EventBackend> dispatcher, String finder) {
    return Arguments.of(dispatcher, finder, dispatcher.get().getClass().getSimpleName());
  }
}
