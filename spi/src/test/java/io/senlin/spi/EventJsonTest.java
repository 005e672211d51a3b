package io.senlin.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final UUID ID = UUID.fromString("020e7603-7144-46b0-b597-654711ff85b0");
  private static final Instant TIME = Instant.parse("2026-11-22T17:20:15.000079Z");

  @Test
  void writesEveryFieldUnderItsPromisedName() {
    assertThat(json("all good", Map.of("cancelled", true)))
        .isEqualTo(
            """
            {"id":"020e7603-7144-46b0-b597-654711ff85b0","sequence":7,\
            "timestamp":"2026-11-22T17:20:15.000079Z","level":20,"phase":"end",\
            "reason":"all good","extra":{"cancelled":true},"action":{"id":"a1",\
            "name":"node_create_8ad08b0b","action":"NODE_CREATE","target":"n1",\
            "cause":"Derived Action","status":"RUNNING","status_reason":"busy","inputs":{},\
            "outputs":{},"data":{},"start_time":"2026-11-22T17:20:15.000079Z","end_time":null,\
            "timeout":3600,"created_at":null,"updated_at":null,"user":"u","project":"p",\
            "domain":null,"request_id":"req-1","entity":{"type":"NODE","id":"n1",\
            "name":"node-k2fHnKIf","profile_id":"pr","status":"ACTIVE","status_reason":"ok",\
            "metadata":{},"data":{},"dependents":{},"user":"u","project":"p","domain":null,\
            "init_at":null,"created_at":null,"updated_at":null,"cluster_id":"","physical_id":"",\
            "index":-1,"role":""}}}""");
  }

  @Test
  void keepsEveryCharacterOfAText() {
    assertThat(json("tab\t \"quote\" back\\slash\nλ € 🎉 \ud83c!", Map.of()))
        .contains("\"reason\":\"tab\\u0009 \\\"quote\\\" back\\\\slash\\nλ € 🎉 \\ud83c!\"");
  }

  @Test
  void writesValuesOfEveryKindInTheirOrder() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("z", null);
    extra.put("a", Arrays.asList(1, 2.5, null, "x", Map.of("deep", false)));
    assertThat(json("", extra))
        .contains("\"extra\":{\"z\":null,\"a\":[1,2.5,null,\"x\",{\"deep\":false}]}");
  }

  private static String json(String reason, Map<String, Object> extra) {
    Details details = new Details(ID, 7, TIME, "end", reason, extra);
    return new String(new Event(Level.INFO, action(), details).json(), StandardCharsets.UTF_8);
  }

  private static Action action() {
    Node node =
        new Node(
            "n1",
            "node-k2fHnKIf",
            "pr",
            "",
            "",
            -1,
            Optional.of(""),
            "ACTIVE",
            "ok",
            Map.of(),
            Map.of(),
            Map.of(),
            "u",
            "p",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Action(
        "a1",
        "node_create_8ad08b0b",
        "NODE_CREATE",
        "n1",
        Action.DERIVED,
        "RUNNING",
        "busy",
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.of(TIME),
        Optional.empty(),
        Duration.ofHours(1),
        Optional.empty(),
        Optional.empty(),
        new Context("u", "p", Optional.empty(), "req-1"),
        Optional.of(node));
  }
}
