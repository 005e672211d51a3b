package io.senlin.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The actions that were run on the real Senlin when the golden samples were taken, in their order
 * and under their names; but for those on policies, which this engine does not have.
 */
final class GoldenRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  private final Api api;

  GoldenRun(Api api) {
    this.api = api;
  }

  /** One of each action that succeeds. */
  void succeed() throws IOException, InterruptedException {
    String profile = api.simulatedProfile("okA");
    String c0 = cluster("okA-c0", profile, 0, -1, "{}");
    String c1 = cluster("okA-c1", profile, 1, 5, "{\"k1\": \"v1\"}");
    String n1 = node("okA-n1", profile, "", "", "{}");
    node("okA-n2", profile, c0, "master", "{\"a\": \"b\"}");
    String n3 = node("okA-n3", profile, "", "", "{}");
    done(
        api.patch(
            "/v1/clusters/" + c1,
            """
            {"cluster": {"metadata": {"k2": "v2"}, "timeout": 600, "name": "okA-c1r",
              "profile_only": false}}\
            """));
    resize(c1, 3);
    act("clusters", c1, "\"scale_in\": {\"count\": 1}");
    act("clusters", c1, "\"scale_out\": {\"count\": 1}");
    act("clusters", c1, "\"add_nodes\": {\"nodes\": [\"%s\"]}".formatted(n1));
    act("clusters", c1, "\"check\": {}");
    act("clusters", c1, "\"recover\": {\"check\": true}");
    done(api.patch("/v1/nodes/" + n1, "{\"node\": {\"name\": \"okA-n1r\", \"role\": \"r2\"}}"));
    act("nodes", n1, "\"check\": {}");
    act("nodes", n1, "\"recover\": {\"check\": true}");
    done(api.post("/v1/nodes/" + n1 + "/ops", "{\"reboot\": {\"type\": \"SOFT\"}}"));
    done(
        api.post(
            "/v1/clusters/" + c1 + "/ops", "{\"reboot\": {\"params\": {\"type\": \"SOFT\"}}}"));
    act("clusters", c1, "\"replace_nodes\": {\"nodes\": {\"%s\": \"%s\"}}".formatted(n1, n3));
    done(api.delete("/v1/clusters/" + c0));
  }

  /** One of each action that fails. */
  void fail() throws IOException, InterruptedException {
    String profile = api.simulatedProfile("failB", "\"create\", \"check\", \"recover\"");
    String c0 = cluster("failB-c0", profile, 0, -1, "{}");
    String c1 = cluster("failB-c1", profile, 1, 5, "{\"k1\": \"v1\"}");
    String n1 = node("failB-n1", profile, "", "", "{}");
    node("node-houoWX3m", profile, c0, "master", "{\"a\": \"b\"}");
    resize(c1, 2);
    act("clusters", c1, "\"check\": {}");
    act("nodes", n1, "\"recover\": {\"check\": false}");
    done(api.delete("/v1/clusters/" + c0));
  }

  private String cluster(String name, String profile, int size, int most, String metadata)
      throws IOException, InterruptedException {
    return done(api.post(
            "/v1/clusters",
            """
            {"cluster": {"name": "%s", "profile_id": "%s", "desired_capacity": %d,
              "min_size": 0, "max_size": %d, "metadata": %s}}\
            """
                .formatted(name, profile, size, most, metadata)))
        .get("cluster")
        .get("id")
        .asString();
  }

  private String node(String name, String profile, String cluster, String role, String metadata)
      throws IOException, InterruptedException {
    return done(api.post(
            "/v1/nodes",
            """
            {"node": {"name": "%s", "profile_id": "%s", "cluster_id": "%s", "role": "%s",
              "metadata": %s}}\
            """
                .formatted(name, profile, cluster, role, metadata)))
        .get("node")
        .get("id")
        .asString();
  }

  private void resize(String cluster, int size) throws IOException, InterruptedException {
    act(
        "clusters",
        cluster,
        """
        "resize": {"adjustment_type": "EXACT_CAPACITY", "number": %d, "min_size": null,
          "max_size": null, "min_step": null, "strict": false}\
        """
            .formatted(size));
  }

  private void act(String kind, String id, String order) throws IOException, InterruptedException {
    done(api.post("/v1/%s/%s/actions".formatted(kind, id), "{" + order + "}"));
  }

  /** Waits until every action asked for so far has ended. */
  private JsonNode done(Reply reply) {
    JsonNode accepted = Api.created(reply);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> OVER.containsAll(statuses()));
    return accepted;
  }

  private Set<String> statuses() throws IOException, InterruptedException {
    JsonNode actions = Api.created(api.get("/v1/actions")).get("actions");
    return StreamSupport.stream(actions.spliterator(), false)
        .map(it -> it.get("status").asString())
        .collect(Collectors.toSet());
  }
}
