package io.senlin.delivery.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Settings;
import io.senlin.testkit.Events;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
  private static final Event SCALED =
      Events.of("CLUSTER_SCALE_OUT").phase("end").target("c1").project("p1").build();
  private static final Event FAILED =
      Events.of("NODE_CREATE").phase("error").level(Level.ERROR).inCluster("c2").build();
  private static final Event REBOOTED = Events.of("NODE_OPERATION").phase("start").build();
  private static final List<Event> ALL = List.of(SCALED, FAILED, REBOOTED);

  @Test
  void byDefaultTakesInfoAndAboveAndNothingDerived() throws Exception {
    assertThat(admitted()).isEqualTo(ALL);
    EventFilter filter = filter();
    assertThat(filter.admits(Events.of("CLUSTER_CHECK").level(Level.DEBUG).build())).isFalse();
    assertThat(filter.admits(Events.of("NODE_CREATE").derived().build())).isFalse();
    assertThat(
            filter("exclude_derived_actions", "false")
                .admits(Events.of("NODE_CREATE").derived().build()))
        .isTrue();
  }

  @Test
  void takesOnlyWhatIsAsCriticalAsThePriority() throws Exception {
    assertThat(admitted("priority", "Error")).containsExactly(FAILED);
    assertThat(admitted("priority", "critical")).isEmpty();
  }

  @Test
  void includesAndExcludesByGlobs() throws Exception {
    assertThat(admitted("include_objects", "node")).containsExactly(FAILED, REBOOTED);
    assertThat(admitted("exclude_objects", "NODE")).containsExactly(SCALED);
    assertThat(admitted("include_actions", "CLUSTER_SCALE_*, reboot"))
        .containsExactly(SCALED, REBOOTED);
    assertThat(admitted("exclude_actions", "*_CREATE")).containsExactly(SCALED, REBOOTED);
    assertThat(admitted("include_phases", "e?d,error")).containsExactly(SCALED, FAILED);
    assertThat(admitted("exclude_phases", "start", "include_objects", "NODE"))
        .containsExactly(FAILED);
    assertThat(admitted("include_projects", "p1")).containsExactly(SCALED);
    assertThat(admitted("include_clusters", "c*")).containsExactly(SCALED, FAILED);
    assertThat(admitted("exclude_clusters", "c2")).containsExactly(SCALED, REBOOTED);
  }

  @Test
  void evaluatesAnExpressionOverTheEventsAttributes() throws Exception {
    assertThat(admitted("filter", "type = 'cluster.scale_out.end'")).containsExactly(SCALED);
    assertThat(admitted("filter", "severity >= 40 AND objecttype = 'NODE'"))
        .containsExactly(FAILED);
    assertThat(admitted("filter", "action = 'reboot' OR cluster = 'c1'"))
        .containsExactly(SCALED, REBOOTED);
    assertThat(admitted("filter", "subject LIKE 'c_' AND NOT derived")).containsExactly(SCALED);
    assertThat(admitted("filter", "EXISTS id AND EXISTS phase AND NOT EXISTS nothing"))
        .isEqualTo(ALL);
    assertThat(admitted("filter", "level IN ('warning', 'error') AND LENGTH(requestid) > 4"))
        .containsExactly(FAILED);
    assertThat(admitted("filter", "project = 'p1' AND source = '/senlin' AND status <> ''"))
        .containsExactly(SCALED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"project + 1 > 0", "10 / (severity - 20) > 1", "INT(name) > 7"})
  void anExpressionWithoutAnAnswerIsAnErrorAndNotFalse(String expression) {
    EventFilter filter = filter("filter", expression);
    assertThatThrownBy(() -> filter.admits(SCALED))
        .isInstanceOf(FilterFailed.class)
        .hasMessageContaining("has no answer for event " + SCALED.details().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"type LIKE", "(", "a b c", "type == 'x'", "'open"})
  void refusesWhatIsNoExpression(String expression) {
    assertThatThrownBy(() -> filter("filter", expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dispatcher 'audit': option 'filter' = '" + expression + "'")
        .hasMessageContaining("is no CloudEvents SQL expression");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "severtiy >= 40 | names severtiy, which no event has | the names are action, cluster, derived, id,",
        "severity >= 40 AND nosuch = 'x' | names nosuch, which no event has | profile",
        "derived OR NOT (level IN ('error', nosuch)) | names nosuch, which no event has | profile",
        "FOO(type) | has an answer for no event | FOO",
        "derived AND LEFT(FOO(type), 2) = 'x' | has an answer for no event | FOO",
        "level >= 'error' | has an answer for no event | error",
        "severity >= 40 AND level > 30 | has an answer for no event | info",
        "type | is neither true nor false of an event | type",
        "1 + 1 | is neither true nor false of an event | 1 + 1",
      })
  void refusesWhatHasNoAnswerWhateverTheEvent(String expression, String what, String detail) {
    assertThatThrownBy(() -> filter("filter", expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dispatcher 'audit': option 'filter' = '" + expression + "'")
        .hasMessageContaining(what)
        .hasMessageContaining(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include_phases | start, begin | has 'begin', which is none of start, end, error",
        "exclude_phases | ends | has 'ends', which is none of start, end, error",
        "include_objects | CLUSTR* | has 'CLUSTR*', which is none of CLUSTER, NODE",
      })
  void refusesPhasesAndObjectsThatDoNotExist(String option, String value, String message) {
    assertThatThrownBy(() -> filter(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyListIsAsGoodAsNone() throws Exception {
    for (String option : List.of("include_actions", "include_phases", "exclude_projects")) {
      assertThat(admitted(option, "")).isEqualTo(ALL);
      assertThat(admitted(option, " , ")).isEqualTo(ALL);
    }
  }

  private static List<Event> admitted(String... options) throws FilterFailed {
    EventFilter filter = filter(options);
    List<Event> admitted = new java.util.ArrayList<>();
    for (Event event : ALL) {
      if (filter.admits(event)) {
        admitted.add(event);
      }
    }
    return admitted;
  }

  private static EventFilter filter(String... options) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return EventFilter.of(Settings.of("audit", EventFilter.options(), given));
  }
}
