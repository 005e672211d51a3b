package io.senlin.server.demo;

import io.senlin.server.cli.ApiClient;
import io.senlin.server.cli.Body;
import io.senlin.server.cli.Ended;
import io.senlin.server.cli.ExitCode;
import io.senlin.server.cli.Failure;
import io.senlin.server.cli.Following;
import io.senlin.server.cli.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What happens in the demonstration, told step by step; all of it over HTTP. */
final class Story {
  private static final String CLUSTER = "/v1/clusters/web";
  private static final Duration SWITCH_LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String CLUSTER_ACTIONS = CLUSTER + "/actions";

  private final ApiClient client;
  private final Stage stage;
  private final Consumer<String> teller;

  /**
   * @param stage where the engine plays
   * @param teller is told what is done next, before it is done
   */
  Story(ApiClient client, Stage stage, Consumer<String> teller) {
    this.client = client;
    this.stage = stage;
    this.teller = teller;
  }

  /**
   * Plays it.
   *
   * @throws Failure if something does not go as told
   */
  void play() throws IOException, InterruptedException {
    createCluster();
    dropInDispatcher();
    scaleOut();
    killOneAndRecover();
    resize();
    fail();
    delete();
  }

  private void createCluster() {
    teller.accept("Create a cluster of three real processes (/bin/sleep)");
    createProfile("sleeper", "/bin/sleep");
    Body cluster =
        new Body().put("name", "web").put("profile_id", "sleeper").put("desired_capacity", 3);
    succeed(client.send("POST", "/v1/clusters", cluster.in("cluster")));
    requireLiving(3);
  }

  private void dropInDispatcher() throws IOException, InterruptedException {
    teller.accept(
        "Write a dispatcher of a few lines, drop its jar in, and switch it on in senlin.conf;"
            + " the engine runs on, and its first event is the very first");
    stage.dropInNewcomer();
    Instant end = Instant.now().plus(SWITCH_LIMIT);
    while (!state(Newcomer.NAME).equals("RUNNING")) {
      if (Instant.now().isAfter(end)) {
        throw new Failure(
            ExitCode.FAILED,
            "the dispatcher that was dropped in does not run but is " + state(Newcomer.NAME));
      }
      Thread.sleep(PAUSE);
    }
  }

  private String state(String dispatcher) {
    return client.get("/v1/dispatchers").path("dispatchers").values().stream()
        .filter(each -> each.path("name").asString("").equals(dispatcher))
        .map(each -> each.path("state").asString(""))
        .findFirst()
        .orElse("unknown");
  }

  private void scaleOut() {
    teller.accept("Scale out by one");
    act(new Body().put("count", 1).in("scale_out"));
    requireLiving(4);
  }

  private void killOneAndRecover() {
    JsonNode victim = nodes().getFirst();
    long pid = pid(victim);
    teller.accept(
        "Kill the process of %s from outside (kill -9 %d), then check the cluster"
            .formatted(victim.path("name").asString(), pid));
    if (!ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
      throw new Failure(ExitCode.FAILED, "the process " + pid + " could not be killed");
    }
    awaitDeath(pid);
    Following.toTheEnd(client, started(client.send("POST", CLUSTER_ACTIONS, check())));
    teller.accept("Recover the cluster");
    act(new Body().put("check", true).in("recover"));
    requireLiving(4);
  }

  private void resize() {
    teller.accept("Resize to two");
    Body resize = new Body().put("adjustment_type", "EXACT_CAPACITY").put("number", 2);
    act(resize.in("resize"));
    requireLiving(2);
  }

  private void fail() {
    teller.accept("Let an action fail: a node whose program ends at once (/bin/false)");
    createProfile("broken", "/bin/false");
    Body node = new Body().put("name", "broken").put("profile_id", "broken");
    Ended ended =
        Following.toTheEnd(client, started(client.send("POST", "/v1/nodes", node.in("node"))));
    if (ended.succeeded()) {
      throw new Failure(ExitCode.FAILED, "an action succeeded that had to fail");
    }
  }

  private void delete() {
    teller.accept("Delete everything");
    succeed(client.send("DELETE", "/v1/nodes/broken", Map.of()));
    succeed(client.send("DELETE", CLUSTER, Map.of()));
    client.send("DELETE", "/v1/profiles/broken", Map.of());
    client.send("DELETE", "/v1/profiles/sleeper", Map.of());
  }

  private void createProfile(String name, String program) {
    Map<String, Object> spec =
        Map.of(
            "type",
            "host.process",
            "version",
            "1.0",
            "properties",
            Map.of("program", program, "arguments", List.of("3600")));
    Body profile = new Body().put("name", name).put("spec", spec);
    client.send("POST", "/v1/profiles", profile.in("profile"));
  }

  private static Map<String, Object> check() {
    return new Body().in("check");
  }

  private void act(Map<String, Object> body) {
    succeed(client.send("POST", CLUSTER_ACTIONS, body));
  }

  private void succeed(Reply reply) {
    Ended ended = Following.toTheEnd(client, started(reply));
    if (!ended.succeeded()) {
      throw new Failure(ExitCode.FAILED, "an action failed: " + ended.sentence());
    }
  }

  private static String started(Reply reply) {
    return reply
        .action()
        .orElseThrow(() -> new Failure(ExitCode.FAILED, "a request started no action"));
  }

  private List<JsonNode> nodes() {
    return List.copyOf(client.get("/v1/nodes", Map.of("cluster_id", "web")).path("nodes").values());
  }

  private void requireLiving(int count) {
    long living =
        nodes().stream()
            .filter(node -> node.path("status").asString("").equals("ACTIVE"))
            .filter(node -> ProcessHandle.of(pid(node)).map(ProcessHandle::isAlive).orElse(false))
            .count();
    if (living != count) {
      throw new Failure(ExitCode.FAILED, "%d processes live, not %d".formatted(living, count));
    }
  }

  private long pid(JsonNode node) {
    String path = "/v1/nodes/" + node.path("id").asString("");
    JsonNode details =
        client.get(path, Map.of("show_details", "true")).path("node").path("details");
    return details.path("pid").asLong(0);
  }

  private static void awaitDeath(long pid) {
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }
}
