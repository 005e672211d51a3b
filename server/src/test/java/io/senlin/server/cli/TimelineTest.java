package io.senlin.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TimelineTest {
  private final Timeline plain = new Timeline(false, ZoneOffset.UTC);

  private static JsonNode event(String phase, String cause, String name) {
    return JsonMapper.shared()
        .readTree(
            """
            {"timestamp": "2026-11-22T17:20:15.979151Z", "level": 20, "phase": "%s",
             "reason": "Cluster scaling succeeded.",
             "action": {"action": "CLUSTER_SCALE_OUT", "cause": "%s", "entity": {"name": "%s"}}}
            """
                .formatted(phase, cause, name));
  }

  @Test
  void aLineSaysWhenWhatToWhomAndWhy() {
    assertThat(plain.line(event("end", "RPC Request", "web")))
        .matches("17:20:15\\.979  end +CLUSTER_SCALE_OUT +web +Cluster scaling succeeded\\.");
  }

  @Test
  void whatAnotherActionMadeIsIndented() {
    assertThat(plain.line(event("end", "Derived Action", "web"))).contains("   CLUSTER_SCALE_OUT");
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    assertThat(plain.line(event("end", "RPC Request", "\\u001b[2J"))).doesNotContain("\u001b");
  }

  @Test
  void onATerminalItIsColoured() {
    assertThat(new Timeline(true, ZoneOffset.UTC).line(event("end", "RPC Request", "web")))
        .contains("\u001b[32mend");
  }
}
