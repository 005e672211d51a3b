package io.senlin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.api.Live.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The API with a real engine and database behind it. */
@Timeout(180)
class ApiIT {
  private static final String FIRST = "clustering 1.0";
  private static final String VERSION = "OpenStack-API-Version";

  @TempDir static Path directory;
  private static Live live;

  @BeforeAll
  static void start() throws io.senlin.delivery.Refused, IOException, InterruptedException {
    live = new Live(directory);
    live.profile("plain", "{}");
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.path(field).asString()));
    return texts;
  }

  private static Reply cluster(String name, int size) throws IOException, InterruptedException {
    return live.post(
        "/v1/clusters",
        "{\"cluster\": {\"name\": \"%s\", \"profile_id\": \"plain\", \"desired_capacity\": %d}}"
            .formatted(name, size));
  }

  private static Reply act(String cluster, String body) throws IOException, InterruptedException {
    return live.post("/v1/clusters/" + cluster + "/actions", body);
  }

  private static JsonNode shown(String cluster) throws IOException, InterruptedException {
    return live.get("/v1/clusters/" + cluster).json().path("cluster");
  }

  @Test
  void leadsAClusterThroughItsLife() throws IOException, InterruptedException {
    Reply created = cluster("life", 2);
    assertThat(created.status()).isEqualTo(202);
    assertThat(created.header("Location"))
        .startsWith("http://127.0.0.1:" + live.server.port() + "/v1/actions/");
    assertThat(created.json().path("cluster").path("status").asString()).isEqualTo("INIT");
    assertThat(live.ended(created)).isEqualTo("SUCCEEDED");
    assertThat(shown("life").path("status").asString()).isEqualTo("ACTIVE");
    assertThat(shown("life").path("nodes")).hasSize(2);
    assertThat(shown("life").propertyNames())
        .containsExactly(
            "config",
            "created_at",
            "data",
            "dependents",
            "desired_capacity",
            "domain",
            "id",
            "init_at",
            "max_size",
            "metadata",
            "min_size",
            "name",
            "nodes",
            "policies",
            "profile_id",
            "profile_name",
            "project",
            "status",
            "status_reason",
            "timeout",
            "updated_at",
            "user");
    Reply out = act("life", "{\"scale_out\": {\"count\": 2}}");
    assertThat(out.status()).isEqualTo(202);
    assertThat(out.header("Location")).endsWith(out.json().path("action").asString());
    assertThat(live.ended(out)).isEqualTo("SUCCEEDED");
    assertThat(live.ended(act("life", "{\"scale_in\": {}}"))).isEqualTo("SUCCEEDED");
    String resize = "{\"adjustment_type\": \"EXACT_CAPACITY\", \"number\": 2, \"strict\": true}";
    assertThat(live.ended(act("life", "{\"resize\": " + resize + "}"))).isEqualTo("SUCCEEDED");
    assertThat(live.ended(act("life", "{\"check\": {}}"))).isEqualTo("SUCCEEDED");
    assertThat(live.ended(act("life", "{\"recover\": {\"operation\": \"reboot\"}}")))
        .isEqualTo("SUCCEEDED");
    Reply reboot =
        live.post("/v1/clusters/life/ops", "{\"reboot\": {\"params\": {\"type\": \"SOFT\"}}}");
    assertThat(live.ended(reboot)).isEqualTo("SUCCEEDED");
    Reply renamed =
        live.send(
            "PATCH",
            "/v1/clusters/life",
            "{\"cluster\": {\"name\": \"life2\", \"metadata\": {\"a\": [1, null]}, \"timeout\": null}}");
    assertThat(live.ended(renamed)).isEqualTo("SUCCEEDED");
    assertThat(shown("life2").path("metadata").toString()).isEqualTo("{\"a\":[1,null]}");
    String node = shown("life2").path("nodes").path(0).asString();
    Reply removed =
        act(
            "life2",
            "{\"del_nodes\": {\"nodes\": [\"%s\"], \"destroy_after_deletion\": true}}"
                .formatted(node));
    assertThat(live.ended(removed)).isEqualTo("SUCCEEDED");
    assertThat(live.get("/v1/clusters/life2/attrs/name").json().path("cluster_attributes"))
        .hasSize(1);
    assertThat(live.get("/v1/clusters/life2/policies").json().path("cluster_policies")).isEmpty();
    String id = shown("life2").path("id").asString();
    assertThat(live.ended(live.send("DELETE", "/v1/clusters/life2", null))).isEqualTo("SUCCEEDED");
    assertThat(live.get("/v1/clusters/" + id).message())
        .isEqualTo("The cluster '%s' could not be found.".formatted(id));
  }

  @Test
  void leadsANodeThroughItsLife() throws IOException, InterruptedException {
    Reply created =
        live.post(
            "/v1/nodes",
            "{\"node\": {\"name\": \"n1\", \"profile_id\": \"plain\", \"role\": \"master\","
                + " \"cluster_id\": null, \"metadata\": {}}}");
    assertThat(created.status()).isEqualTo(202);
    assertThat(live.ended(created)).isEqualTo("SUCCEEDED");
    Reply shown = live.get("/v1/nodes/n1?show_details=True");
    assertThat(shown.json().path("node").path("role").asString()).isEqualTo("master");
    assertThat(shown.json().path("node").has("details")).isTrue();
    assertThat(shown.json().path("node").has("tainted")).isTrue();
    assertThat(live.get("/v1/nodes/n1", VERSION, FIRST).json().path("node").has("tainted"))
        .isFalse();
    assertThat(live.ended(live.post("/v1/nodes/n1/actions", "{\"check\": {}}")))
        .isEqualTo("SUCCEEDED");
    assertThat(live.ended(live.post("/v1/nodes/n1/ops", "{\"reboot\": {\"type\": \"SOFT\"}}")))
        .isEqualTo("SUCCEEDED");
    Reply renamed =
        live.send("PATCH", "/v1/nodes/n1", "{\"node\": {\"name\": \"n2\", \"tainted\": true}}");
    assertThat(live.ended(renamed)).isEqualTo("SUCCEEDED");
    assertThat(texts(live.get("/v1/nodes?name=n2").json().path("nodes"), "name"))
        .containsExactly("n2");
    assertThat(live.ended(live.send("DELETE", "/v1/nodes/n2", null))).isEqualTo("SUCCEEDED");
    assertThat(live.get("/v1/nodes/n2").status()).isEqualTo(404);
  }

  @Test
  void keepsProfiles() throws IOException, InterruptedException {
    String id = live.profile("kept", "{\"delay\": 0}");
    Reply shown = live.get("/v1/profiles/" + id.substring(0, 8));
    assertThat(shown.json().path("profile").path("type").asString())
        .isEqualTo("simulated.node-1.0");
    Reply updated =
        live.send(
            "PATCH",
            "/v1/profiles/kept",
            "{\"profile\": {\"name\": \"kept2\", \"metadata\": {\"k\": \"v\"}}}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().path("profile").path("metadata").toString())
        .isEqualTo("{\"k\":\"v\"}");
    assertThat(texts(live.get("/v1/profiles?sort=name:desc").json().path("profiles"), "name"))
        .containsSubsequence("plain", "kept2");
    assertThat(live.send("DELETE", "/v1/profiles/kept2", null).status()).isEqualTo(204);
    Reply valid =
        live.post(
            "/v1/profiles/validate",
            "{\"profile\": {\"spec\": {\"type\": \"simulated.node\", \"version\": \"1.0\","
                + " \"properties\": {}}}}");
    assertThat(valid.status()).isEqualTo(200);
    assertThat(valid.json().path("profile").path("id").isNull()).isTrue();
  }

  @Test
  void refusesToDeleteAProfileInUse() throws IOException, InterruptedException {
    live.profile("used", "{}");
    live.ended(
        live.post("/v1/nodes", "{\"node\": {\"name\": \"user1\", \"profile_id\": \"used\"}}"));
    Reply refused = live.send("DELETE", "/v1/profiles/used", null);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("error").path("type").asString()).isEqualTo("ResourceInUse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          profiles | {} | Request body missing 'profile' key.
          profiles | {"profile": 5} | A dict is required in field profile, not a int
          profiles | {"profile": {}} | 'name' is a required property
          profiles | {"profile": {"name": "p"}} | 'spec' is a required property
          profiles | {"profile": {"name": "p", "spec": []}} | A dict is required in field spec, not a list
          profiles | {"profile": {"name": "p", "spec": {}, "x": 1}} | Additional properties are not allowed ('x' was unexpected)
          profiles | {"profile": {}, "y": 1, "x": 1} | Additional properties are not allowed ('x', 'y' were unexpected)
          profiles | {"profile": {"name": "a b", "spec": {"type": "simulated.node", "version": "1.0"}}} | The value for the 'name' (a b) contains illegal characters. It must contain only alphanumeric or "_-.~" characters and must start with letter.
          profiles | {"profile": {"name": "p", "spec": {"version": "1.0"}}} | The 'type' key is missing from the provided spec map.
          clusters | {"cluster": {"name": "c", "profile_id": "plain", "min_size": -1}} | The value for the min_size field must be greater than or equal to 0.
          clusters | {"cluster": {"name": "c", "profile_id": "plain", "min_size": "x"}} | The value for min_size must be an integer: 'x'.
          clusters | {"cluster": {"name": "c", "profile_id": "plain", "min_size": 1.5}} | The value for min_size must be an integer: '1.5'.
          clusters | {"cluster": {"name": "c", "profile_id": "plain", "desired_capacity": 99999999999}} | The value for the desired_capacity field must be less than or equal to 2147483647.
          clusters | {"cluster": {"name": true, "profile_id": "plain"}} | A string is required in field name, not a bool
          clusters | {"cluster": {"profile_id": "plain"}} | 'name' is a required property
          clusters | {"cluster": {"name": "c", "profile_id": "plain", "metadata": "m"}} | A dict is required in field metadata, not a str
          nodes | {"node": {"name": "n"}} | 'profile_id' is a required property
          clusters/x/actions | {} | No action specified
          clusters/x/actions | {"check": {}, "recover": {}} | Multiple actions specified
          clusters/x/actions | {"fly": {}} | Unrecognized action 'fly' specified
          clusters/x/actions | {"check": 1} | A dict is required in field check, not a int
          clusters/x/actions | {"add_nodes": {}} | 'nodes' is a required property
          clusters/x/actions | {"add_nodes": {"nodes": "n"}} | A list is required in field nodes, not a str
          clusters/x/actions | {"add_nodes": {"nodes": [1]}} | A string is required in field nodes[0], not a int
          clusters/x/actions | {"resize": {"adjustment_type": "MORE", "number": 1}} | Field value MORE is invalid
          clusters/x/ops | {} | No operation specified
          nodes/x/actions | {"fly": {}} | Unrecognized action 'fly' specified
          """)
  void saysWhatIsWrongWithABody(String path, String body, String message)
      throws IOException, InterruptedException {
    Reply refused = live.post("/v1/" + path, body);
    assertThat(refused.message()).isEqualTo(message);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("code").asInt()).isEqualTo(400);
  }

  @Test
  void refusesANameThatIsTooLongOrTaken() throws IOException, InterruptedException {
    assertThat(cluster("n".repeat(256), 0).message())
        .isEqualTo("The value for the name field must be less than 255 characters long.");
    Reply taken =
        live.post(
            "/v1/profiles",
            "{\"profile\": {\"name\": \"plain\", \"spec\": {\"type\": \"simulated.node\","
                + " \"version\": \"1.0\", \"properties\": {}}}}");
    assertThat(taken.status()).isBetween(400, 409);
    assertThat(taken.message()).contains("plain");
    assertThat(live.get("/v1/profiles?name=plain").json().path("profiles")).hasSize(1);
  }

  @Test
  void wantsAnUpdateToSayWhatOf() throws IOException, InterruptedException {
    String message = "Malformed request data, missing '%s' key in request body.";
    assertThat(live.send("PATCH", "/v1/clusters/x", "{}").message())
        .isEqualTo(message.formatted("cluster"));
    assertThat(live.send("PATCH", "/v1/nodes/x", "{\"node\": null}").message())
        .isEqualTo(message.formatted("node"));
    assertThat(live.send("PATCH", "/v1/profiles/x", "{}").message())
        .isEqualTo(message.formatted("profile"));
  }

  @Test
  void cancelsAnAction() throws IOException, InterruptedException {
    live.profile("slow", "{\"delays\": {\"create\": 60}}");
    Reply created =
        live.post(
            "/v1/clusters",
            "{\"cluster\": {\"name\": \"slow\", \"profile_id\": \"slow\", \"desired_capacity\": 1}}");
    String location = created.header("Location");
    String path = location.substring(location.indexOf("/v1/"));
    await()
        .atMost(Live.LIMIT)
        .until(
            () ->
                !live.get("/v1/actions?action=NODE_CREATE&status=RUNNING")
                    .json()
                    .path("actions")
                    .isEmpty());
    String cancel = "{\"action\": {\"status\": \"CANCELLED\"}}";
    assertThat(live.send("PATCH", path, cancel, VERSION, FIRST).message())
        .isEqualTo("API version '1.0' is not supported on this method.");
    assertThat(live.send("PATCH", path, "{\"action\": {\"status\": \"DONE\"}}").message())
        .startsWith("Unknown status DONE for action ");
    assertThat(live.send("PATCH", path, cancel).status()).isEqualTo(202);
    assertThat(live.ended(created)).isEqualTo("CANCELLED");
    Reply late = live.send("PATCH", path, cancel);
    assertThat(late.status()).isEqualTo(409);
  }

  @Test
  void listsWithFiltersAndPages() throws IOException, InterruptedException {
    for (String name : List.of("page-a", "page-b", "page-c")) {
      live.ended(cluster(name, 0));
    }
    String filter = "/v1/clusters?name=page-a&name=page-b&name=page-c&sort=name:desc";
    JsonNode page = live.get(filter + "&limit=2").json().path("clusters");
    assertThat(texts(page, "name")).containsExactly("page-c", "page-b");
    String marker = page.path(1).path("id").asString();
    assertThat(texts(live.get(filter + "&marker=" + marker).json().path("clusters"), "name"))
        .containsExactly("page-a");
    assertThat(live.get("/v1/clusters?status=FLYING").message())
        .isEqualTo("Field value FLYING is invalid");
    assertThat(live.get("/v1/clusters?bogus=1").message()).isEqualTo("Invalid parameter bogus");
    assertThat(live.get("/v1/clusters?limit=-1").message())
        .isEqualTo("Value must be >= 0 for field 'limit'.");
    assertThat(live.get("/v1/nodes?sort=bogus").message())
        .isEqualTo("Unsupported sort key 'bogus' for 'sort'.");
    assertThat(live.get("/v1/policies").json().path("policies")).isEmpty();
    assertThat(live.get("/v1/policy-types").json().path("policy_types")).isEmpty();
    assertThat(live.get("/v1/receivers").json().path("receivers")).isEmpty();
  }

  @Test
  void showsTheEventsOfACluster() throws IOException, InterruptedException {
    Reply created = cluster("watched", 1);
    live.ended(created);
    String id = created.json().path("cluster").path("id").asString();
    String list = "/v1/events?cluster_id=" + id;
    await()
        .atMost(Live.LIMIT)
        .untilAsserted(() -> assertThat(live.get(list).json().path("events")).hasSize(4));
    JsonNode events = live.get(list).json().path("events");
    assertThat(texts(events, "action"))
        .containsExactly("CLUSTER_CREATE", "NODE_CREATE", "NODE_CREATE", "CLUSTER_CREATE");
    assertThat(events.path(3).path("cluster").path("name").asString()).isEqualTo("watched");
    assertThat(events.path(3).path("level").asString()).isEqualTo("INFO");
    String event = events.path(0).path("id").asString();
    assertThat(live.get("/v1/events/" + event).json().path("event")).isEqualTo(events.path(0));
    assertThat(live.get("/v1/events/" + event, "X-Project-Id", "other").status()).isEqualTo(404);
    long head = live.journal.head(live.journal.partition());
    assertThat(live.journal.read(live.journal.partition(), 0, (int) head))
        .anyMatch(
            one ->
                one.action().context().requestId().equals(created.header("X-Openstack-Request-Id"))
                    && one.action().target().equals(id));
  }

  @Test
  void showsProfileTypes() throws IOException, InterruptedException {
    assertThat(
            texts(
                live.get("/v1/profile-types", VERSION, FIRST).json().path("profile_types"), "name"))
        .contains("simulated.node-1.0");
    assertThat(texts(live.get("/v1/profile-types").json().path("profile_types"), "name"))
        .contains("simulated.node");
    Reply shown = live.get("/v1/profile-types/simulated.node-1.0");
    assertThat(shown.json().path("profile_type").path("schema").has("delay")).isTrue();
    assertThat(shown.json().path("profile_type").has("support_status")).isTrue();
    assertThat(
            live.get("/v1/profile-types/simulated.node-1.0/ops")
                .json()
                .path("operations")
                .has("reboot"))
        .isTrue();
    assertThat(live.get("/v1/profile-types/nothing-1.0").message())
        .isEqualTo("The profile_type 'nothing-1.0' could not be found.");
  }

  @Test
  void showsWhatRunsAndHowItFares() throws IOException, InterruptedException {
    assertThat(live.get("/v1/build-info").json())
        .isEqualTo(
            tools.jackson.databind.json.JsonMapper.shared()
                .readTree(Exchange.named("009-buildinfo").body()));
    JsonNode service = live.get("/v1/services").json().path("services").path(0);
    assertThat(service.path("binary").asString()).isEqualTo("senlin-engine");
    assertThat(service.path("state").asString()).isEqualTo("up");
    assertThat(live.get("/v1/services", VERSION, FIRST).status()).isEqualTo(400);
    assertThat(live.get("/healthz").json().path("status").asString()).isEqualTo("ok");
    assertThat(live.get("/metrics").response().body())
        .contains("senlin_events_total{partition=\"")
        .contains("senlin_dispatcher_running{dispatcher=\"database\"} 1.0")
        .contains("senlin_dispatcher_lag_events{dispatcher=\"database\"}");
  }
}
