package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.api.Live.Reply;
import io.senlin.delivery.Refused;
import io.senlin.testkit.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Looking at dispatchers and switching them over HTTP. */
@Timeout(180)
class DispatchersIT {
  private static final String PATH = "/v1/dispatchers/database";

  @TempDir Path directory;
  private Live live;

  @BeforeEach
  void start() throws Refused {
    live = new Live(directory);
    awaitState("RUNNING");
  }

  @AfterEach
  void stop() {
    live.close();
  }

  private void awaitState(String state) {
    await().atMost(Live.LIMIT).until(() -> shown().path("state").asString(), state::equals);
  }

  private JsonNode shown() throws IOException, InterruptedException {
    return live.get(PATH).json().path("dispatcher");
  }

  private JsonNode change(String command, String body) throws IOException, InterruptedException {
    Reply reply = live.post(PATH + "/" + command, body);
    assertThat(reply.status()).describedAs(reply.message()).isEqualTo(200);
    return reply.json().path("change");
  }

  @Test
  void showsWhatADispatcherCouldNotDeliver() throws IOException, InterruptedException {
    for (String action : List.of("NODE_CREATE", "NODE_DELETE")) {
      live.journal.bury("database", "local", Events.of(action).build(), action + " is too long");
    }
    JsonNode letters = live.get(PATH + "/dead-letters?limit=1").json().path("dead_letters");
    assertThat(letters).hasSize(1);
    assertThat(letters.path(0).path("reason").asString()).endsWith(" is too long");
    assertThat(letters.path(0).path("event").path("id")).isEqualTo(letters.path(0).path("id"));
    assertThat(live.get("/v1/dispatchers/nobody/dead-letters").status()).isEqualTo(404);
  }

  @Test
  void showsHowADispatcherFares() throws IOException, InterruptedException {
    live.profile("plain", "{}");
    live.ended(live.post("/v1/nodes", "{\"node\": {\"name\": \"n\", \"profile_id\": \"plain\"}}"));
    await().atMost(Live.LIMIT).until(() -> shown().path("delivered").asLong() == 2);
    JsonNode list = live.get("/v1/dispatchers").json().path("dispatchers");
    assertThat(list).hasSize(1);
    assertThat(list.path(0).propertyNames())
        .containsExactly(
            "command",
            "dead",
            "delivered",
            "filtered",
            "head",
            "lag_events",
            "lag_seconds",
            "last_error",
            "last_error_at",
            "missed",
            "name",
            "next_attempt",
            "paused",
            "position",
            "retried",
            "since",
            "state",
            "version");
    assertThat(shown().path("since").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");
    await().atMost(Live.LIMIT).until(() -> shown().path("lag_events").asLong() == 0);
    assertThat(shown().path("position").asLong()).isEqualTo(shown().path("head").asLong());
    assertThat(live.get("/v1/dispatchers/nothing").message())
        .isEqualTo("The dispatcher 'nothing' could not be found.");
  }

  @Test
  void switchesADispatcherOffAndOn() throws IOException, InterruptedException {
    JsonNode disabled = change("disable", "{}");
    assertThat(disabled.path("applied").asBoolean()).isTrue();
    awaitState("DISABLED");
    assertThat(shown().path("command").asString()).isEqualTo("disable");
    Reply test = live.post(PATH + "/test", "{}");
    assertThat(test.status()).isEqualTo(409);
    assertThat(test.message()).contains("enable it first");
    change("enable", "{}");
    awaitState("RUNNING");
    assertThat(shown().path("command").isNull()).as("senlin.conf says the same").isTrue();
  }

  @Test
  void holdsADispatcherAndLetsItGoOn() throws IOException, InterruptedException {
    change("pause", "{}");
    awaitState("PAUSED");
    change("resume", "{\"dry_run\": false}");
    awaitState("RUNNING");
  }

  @Test
  void onlySaysWhatItWouldDoIfAskedTo() throws IOException, InterruptedException {
    JsonNode change = change("pause", "{\"dry_run\": true}");
    assertThat(change.path("applied").asBoolean()).isFalse();
    assertThat(change.path("after").asString()).isEqualTo("PAUSED");
    assertThat(change.path("explanation").asString()).contains("would be");
    assertThat(shown().path("state").asString()).isEqualTo("RUNNING");
    Reply test = live.post(PATH + "/test", "{\"dry_run\": true}");
    assertThat(test.json().path("test").path("explanation").asString()).contains("would be sent");
    assertThat(shown().path("delivered").asLong()).isZero();
  }

  @Test
  void sendsATestEventAndSaysWhatBecameOfIt() throws IOException, InterruptedException {
    Reply reply = live.post(PATH + "/test", "{\"timeout\": 60}");
    assertThat(reply.status()).describedAs(reply.message()).isEqualTo(200);
    JsonNode test = reply.json().path("test");
    assertThat(test.path("delivered").asBoolean()).isTrue();
    assertThat(test.path("error").isNull()).isTrue();
    assertThat(test.path("event").asString()).hasSize(36);
  }

  @Test
  void letsOnlyAdministratorsChangeIt() throws IOException, InterruptedException {
    assertThat(live.get(PATH, "X-Roles", "member").status()).isEqualTo(200);
    assertThat(live.get("/v1/dispatchers", "X-Roles", "member").status()).isEqualTo(200);
    for (String command : new String[] {"enable", "disable", "pause", "resume", "test"}) {
      for (String body : new String[] {"{}", "{\"dry_run\": true}"}) {
        Reply refused = live.post(PATH + "/" + command, body, "X-Roles", "member");
        assertThat(refused.status()).as("%s %s", command, body).isEqualTo(403);
      }
      Reply allowed = live.post(PATH + "/" + command, "{\"dry_run\": true}", "X-Roles", "admin");
      assertThat(allowed.status()).as(command).isEqualTo(200);
    }
    assertThat(shown().path("state").asString()).isEqualTo("RUNNING");
    assertThat(live.post(PATH + "/pause", "{\"x\": 1}").message())
        .isEqualTo("Additional properties are not allowed ('x' was unexpected)");
    assertThat(live.send("POST", PATH + "/pause", null).status()).isEqualTo(415);
  }
}
