package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Changes the dispatchers of an engine at random, in all the ways there are: by saving senlin.conf,
 * by SIGHUP after that, over HTTP, and by command. Waits for each change to be in force, and notes
 * between which events each dispatcher was on for sure, and off for sure.
 */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
final class Switchboard {
  static final List<String> NAMES = List.of("red", "green", "blue");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Events after the first and up to the last, by sequence. */
  record Span(long after, long last) {
    boolean isEmpty() {
      return last == after;
    }
  }

  private final Path folder;
  private final int port;
  private final RandomGenerator random;
  private final EngineProcess engine;
  private final Set<String> configured = new TreeSet<>();
  private final Map<String, Boolean> commanded = new TreeMap<>();
  private final Map<String, Integer> batches = new TreeMap<>();
  private final Map<String, Boolean> on = new TreeMap<>();
  private final Map<String, Long> since = new TreeMap<>();
  private final Map<String, List<Span>> onSpans = new TreeMap<>();
  private final Map<String, List<Span>> offSpans = new TreeMap<>();
  private final Map<String, Integer> ways = new TreeMap<>();

  Switchboard(Path folder, int port, RandomGenerator random, EngineProcess engine) {
    this.folder = folder;
    this.port = port;
    this.random = random;
    this.engine = engine;
    for (String name : NAMES) {
      on.put(name, false);
      since.put(name, 0L);
      onSpans.put(name, new ArrayList<>());
      offSpans.put(name, new ArrayList<>());
    }
  }

  /** A senlin.conf in which none of the dispatchers is on. */
  static String plainConfiguration(Path folder, int port) {
    return configuration(folder, port, Set.of(), Map.of(), "");
  }

  private static String configuration(
      Path folder, int port, Set<String> enabled, Map<String, Integer> batches, String mistake) {
    StringBuilder text = new StringBuilder("[DEFAULT]\n");
    text.append("state_dir = ").append(folder).append("/state\n");
    text.append("plugin_path = ").append(folder).append("/plugins\n");
    text.append("event_dispatchers = database\n");
    enabled.forEach(name -> text.append("event_dispatchers = ").append(name).append('\n'));
    text.append("[senlin_api]\nbind_port = ").append(port).append('\n');
    text.append("[dispatchers]\nexclude_derived_actions = false\n");
    text.append("[senlin.dispatchers]\n");
    NAMES.forEach(name -> text.append(name).append(" = com.example.Lines\n"));
    for (String name : NAMES) {
      text.append("[dispatcher:").append(name).append("]\n");
      text.append("path = ").append(folder).append('/').append(name).append(".txt\n");
      text.append("batch_size = ").append(batches.getOrDefault(name, 100)).append('\n');
    }
    return text.append(mistake).toString();
  }

  /** Does one thing at random and waits until it is done. */
  void change() throws Exception {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(8)) {
      case 0, 1 -> byFile(name, false);
      case 2 -> byFile(name, true);
      case 3, 4 -> byCommand(name, false);
      case 5 -> byCommand(name, true);
      case 6 -> reconfigure(name);
      default -> breakAndRepair(name);
    }
  }

  /** Notes the spans that are still open, at the end. */
  void finish() throws IOException, InterruptedException {
    long head = head();
    NAMES.forEach(name -> (on.get(name) ? onSpans : offSpans).get(name).add(span(name, head)));
  }

  List<Span> on(String name) {
    return onSpans.get(name);
  }

  List<Span> off(String name) {
    return offSpans.get(name);
  }

  /** How often each way was gone. */
  Map<String, Integer> ways() {
    return ways;
  }

  private void byFile(String name, boolean hangUp) throws Exception {
    if (!configured.remove(name)) {
      configured.add(name);
    }
    count(hangUp ? "SIGHUP" : "file");
    around(() -> save("", hangUp));
  }

  private void byCommand(String name, boolean program) throws Exception {
    boolean enable = !on.get(name);
    commanded.put(name, enable);
    if (configured.contains(name) == enable) {
      commanded.remove(name); // it is then what senlin.conf says
    }
    count(program ? "command" : "HTTP");
    around(() -> command(name, enable ? "enable" : "disable", program));
  }

  private void command(String name, String verb, boolean program) throws Exception {
    if (program) {
      Program.Ended ended =
          Program.run(
              folder, "dispatcher", verb, name, "--url", "http://127.0.0.1:%d".formatted(port));
      assertThat(ended.exitCode()).as(ended.output()).isZero();
    } else {
      Reply reply = engine.api().post("/v1/dispatchers/" + name + "/" + verb, "{}");
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }
  }

  private void reconfigure(String name) throws Exception {
    batches.put(name, 1 + random.nextInt(200));
    count("reconfigured");
    around(() -> save("", random.nextBoolean()));
  }

  private void breakAndRepair(String name) throws Exception {
    count("broken and repaired");
    String mistake =
        switch (random.nextInt(3)) {
          case 0 -> "[dispatcher:%s]\npriority = urgent\n".formatted(name);
          case 1 -> "[dispatcher:%s]\nno_such_option = 1\n".formatted(name);
          default -> "[DEFAULT]\nevent_dispatchers = rde\n";
        };
    int refused = logged("the new configuration is not in force");
    String broken = configuration(folder, port, Set.of(), batches, mistake); // switches all off
    Files.writeString(folder.resolve("senlin.conf"), broken);
    await().atMost(LIMIT).until(() -> logged("the new configuration is not in force") > refused);
    around(() -> save("", random.nextBoolean()));
  }

  private void save(String mistake, boolean hangUp) throws Exception {
    int before = logged("the configuration was read again");
    Files.writeString(
        folder.resolve("senlin.conf"), configuration(folder, port, configured, batches, mistake));
    if (hangUp) {
      engine.hangUp();
    }
    await().atMost(LIMIT).until(() -> logged("the configuration was read again") > before);
  }

  /** Something that changes which dispatchers are on. */
  private interface Act {
    void run() throws Exception;
  }

  private void around(Act act) throws Exception {
    long before = head();
    act.run();
    for (String name : NAMES) {
      boolean wanted = commanded.getOrDefault(name, configured.contains(name));
      await().atMost(LIMIT).until(() -> !state(name).equals("DISABLED"), is -> is == wanted);
    }
    long after = head();
    for (String name : NAMES) {
      boolean wanted = commanded.getOrDefault(name, configured.contains(name));
      if (wanted != on.get(name)) {
        (on.get(name) ? onSpans : offSpans).get(name).add(span(name, before));
        on.put(name, wanted);
        since.put(name, after);
      }
    }
  }

  private Span span(String name, long last) {
    return new Span(since.get(name), Math.max(last, since.get(name)));
  }

  private String state(String name) throws IOException, InterruptedException {
    return shown(name).get("state").asString();
  }

  private long head() throws IOException, InterruptedException {
    return shown("database").get("head").asLong();
  }

  private JsonNode shown(String name) throws IOException, InterruptedException {
    return engine.api().get("/v1/dispatchers/" + name).body().get("dispatcher");
  }

  private int logged(String text) throws IOException {
    return engine.log().split(text, -1).length - 1;
  }

  private void count(String way) {
    ways.merge(way, 1, Integer::sum);
  }
}
