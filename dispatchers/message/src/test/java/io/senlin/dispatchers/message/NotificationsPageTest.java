package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NotificationsPageTest {
  private static final Path PAGE = Path.of("../../docs/notifications.md");
  private static final Path FRESH = Path.of("target/notifications.md");
  private static final String MARK = "<!-- generated from here on by NotificationsPageTest -->\n";

  @Test
  void isWhatTheCodeSays() throws IOException {
    String page = Files.readString(PAGE);
    String introduction = page.substring(0, page.indexOf(MARK) + MARK.length());
    String fresh = NotificationsPage.text(introduction);
    Files.writeString(FRESH, fresh);
    assertThat(page.equals(fresh))
        .as("the page is out of date; copy dispatchers/message/%s to docs", FRESH)
        .isTrue();
  }

  @Test
  void hasEveryEventTypeThatSenlinSends() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Stream.of("messaging", "messaging-failures").flatMap(it -> Golden.all(it).stream()))
        .allSatisfy(
            it ->
                assertThat(page)
                    .contains("| `" + NotificationWriter.eventType(it.event()) + "` |"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLUSTER_CREATE", "NODE_OPERATION"})
  void describesEveryFieldOfAPayload(String action) {
    NotificationWriter writer = new NotificationWriter("h", true);
    JsonNode payload =
        Golden.JSON
            .readTree(writer.bare(NotificationsPage.event(action, "end", Level.INFO)))
            .get("payload");
    check(payload, Golden.JSON.readTree(NotificationsPage.schema(action)), "payload");
  }

  private static void check(JsonNode value, JsonNode schema, String path) {
    if (schema.has("const")) {
      assertThat(value).as(path).isEqualTo(schema.get("const"));
      return;
    }
    JsonNode types = schema.get("type");
    List<String> allowed =
        types.isArray()
            ? types.valueStream().map(JsonNode::asString).toList()
            : List.of(types.asString());
    assertThat(allowed).as(path).contains(type(value));
    if (schema.has("properties")) {
      assertThat(value.propertyNames())
          .as(path)
          .isEqualTo(schema.get("properties").propertyNames());
      schema
          .get("properties")
          .properties()
          .forEach(it -> check(value.get(it.getKey()), it.getValue(), path + "." + it.getKey()));
    }
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case NULL -> "null";
      default -> "something else";
    };
  }
}
