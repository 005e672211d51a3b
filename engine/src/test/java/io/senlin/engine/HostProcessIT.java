package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.senlin.engine.process.HostProcessSettings;
import io.senlin.engine.process.HostProcesses;
import io.senlin.engine.process.ProcessOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are real processes. */
class HostProcessIT {
  private static final Map<String, Object> SLEEP =
      Map.of("program", "/bin/sleep", "arguments", List.of("1000"), "stop_timeout", 5);

  private static final int MAX_OUTPUT = 4096;

  @TempDir Path directory;
  private HostProcessSettings settings;
  private Lab lab;

  @BeforeEach
  void open() throws Refused {
    openOn(Optional.empty());
    lab.profile("sleep", "host.process", SLEEP);
  }

  private void openOn(Optional<String> host) {
    List<Path> allowed = List.of(Path.of("/bin/sleep"), Path.of("/bin/sh"), Path.of("/bin/false"));
    settings = new HostProcessSettings(host, directory.resolve("processes"), allowed, MAX_OUTPUT);
    lab = new Lab(Lab.sqlite(directory), Lab.SETTINGS, List.of(new HostProcesses(settings)));
  }

  private void moveTo(String host) {
    lab.close();
    openOn(Optional.of(host));
  }

  @AfterEach
  void close() throws Refused {
    for (NodeView view : lab.engine.nodes().list(Lab.CONTEXT, Listing.ALL)) {
      lab.ended(lab.engine.nodes().delete(Lab.CONTEXT, view.node().id(), true));
    }
    lab.close();
  }

  private ProcessHandle process(String node) throws Refused {
    return handle(lab.node(node)).orElseThrow();
  }

  private static Optional<ProcessHandle> handle(NodeRecord node) {
    return ProcessHandle.of(Long.parseLong(node.physicalId().split("-", -1)[0]));
  }

  /** Whether a process runs; one that only waits to be reaped by its parent does not. */
  private static boolean runs(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  private static String environment(ProcessHandle process) throws IOException {
    Path environment = Path.of("/proc/" + process.pid() + "/environ");
    return Files.readString(environment).replace('\0', '\n');
  }

  @Test
  void runsTheProgramWithNothingInheritedAndEndsItWithTheNode() throws Refused, IOException {
    String node = lab.node("n1", "sleep");
    ProcessHandle process = process(node);
    assertThat(process.isAlive()).isTrue();
    assertThat(environment(process).lines())
        .contains("SENLIN_NODE_ID=" + node, "SENLIN_NODE_NAME=n1")
        .noneMatch(line -> line.startsWith("HOME="));
    String delete = lab.engine.nodes().delete(Lab.CONTEXT, node, false);
    lab.ended(delete);
    assertThat(lab.events(delete)).endsWith("INFO end Node deleted successfully.");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void noticesADeadProcessAndRecoversIt() throws Refused {
    String cluster = lab.cluster("c1", "sleep", 2);
    NodeRecord victim = lab.members("c1").getFirst();
    handle(victim).orElseThrow().destroyForcibly();
    await().atMost(Lab.LIMIT).until(() -> handle(victim).filter(ProcessHandle::isAlive).isEmpty());
    lab.ended(lab.engine.clusters().check(Lab.CONTEXT, cluster, Map.of()));
    assertThat(lab.node(victim.id()).status()).isEqualTo("ERROR");
    assertThat(lab.cluster(cluster).status()).isEqualTo("WARNING");
    String recover = lab.engine.clusters().recover(Lab.CONTEXT, cluster, Map.of());
    lab.ended(recover);
    assertThat(lab.events(recover)).endsWith("INFO end Cluster recovery succeeded.");
    assertThat(lab.cluster(cluster).status()).isEqualTo("ACTIVE");
    assertThat(process(victim.id()).isAlive()).isTrue();
    assertThat(lab.node(victim.id()).physicalId()).isNotEqualTo(victim.physicalId());
  }

  @Test
  void findsItsProcessesAgainAfterARestart() throws Refused {
    String node = lab.node("n1", "sleep");
    ProcessHandle process = process(node);
    lab.restart();
    lab.ended(lab.engine.nodes().check(Lab.CONTEXT, node, Map.of()));
    assertThat(lab.node(node).status()).isEqualTo("ACTIVE");
    assertThat(process(node)).isEqualTo(process);
  }

  @Test
  void neverSignalsAProcessIdThatWasGivenToAnother() throws Refused, IOException {
    String node = lab.node("n1", "sleep");
    ProcessHandle real = process(node);
    Process stranger = new ProcessBuilder("/bin/sleep", "1000").start();
    String[] parts = lab.node(node).physicalId().split("-", -1);
    String reused = stranger.pid() + "-" + (Long.parseLong(parts[1]) - 1000) + "-" + parts[2];
    lab.store.write(tx -> tx.update("UPDATE node SET physical_id = ? WHERE id = ?", reused, node));
    lab.ended(lab.engine.nodes().check(Lab.CONTEXT, node, Map.of()));
    assertThat(lab.node(node).status()).isEqualTo("ERROR");
    lab.ended(lab.engine.nodes().delete(Lab.CONTEXT, node, false));
    assertThat(stranger.isAlive()).isTrue();
    assertThat(real.isAlive()).as("found by its environment").isFalse();
    stranger.destroyForcibly();
  }

  @Test
  void leavesAProcessOfAnotherMachineAlone() throws Refused {
    moveTo("one");
    String node = lab.node("n1", "sleep");
    ProcessHandle process = process(node);
    assertThat(lab.node(node).physicalId()).hasSizeLessThanOrEqualTo(36);
    moveTo("other");
    Nodes nodes = lab.engine.nodes();
    assertFails(nodes.check(Lab.CONTEXT, node, Map.of()), "Node check failed.", node);
    assertFails(nodes.recover(Lab.CONTEXT, node, Map.of()), "Node recover failed.", node);
    assertFails(
        nodes.operation(Lab.CONTEXT, node, "stop", Map.of()),
        "Node operation 'stop' failed.",
        node);
    assertFails(nodes.delete(Lab.CONTEXT, node, false), "Node deletion failed.", node);
    assertThat(process.isAlive()).isTrue();
    moveTo("one");
    lab.ended(lab.engine.nodes().check(Lab.CONTEXT, node, Map.of()));
    assertThat(lab.node(node).status()).isEqualTo("ACTIVE");
    assertThat(process(node)).isEqualTo(process);
  }

  private void assertFails(String action, String reason, String node) throws Refused {
    lab.ended(action);
    assertThat(lab.events(action)).endsWith("ERROR error " + reason);
    assertThat(lab.node(node).status()).isEqualTo("ERROR");
    assertThat(lab.node(node).statusReason())
        .endsWith(
            "the process was started on another machine, and the engine on 'other' cannot look"
                + " after it; run all engines on one machine, with one [DEFAULT] host.");
  }

  @Test
  void takesAProcessThatNamesNoMachineForOneOfItsOwn() throws Refused {
    String node = lab.node("n1", "sleep");
    ProcessHandle process = process(node);
    moveTo("one");
    lab.ended(lab.engine.nodes().check(Lab.CONTEXT, node, Map.of()));
    assertThat(lab.node(node).status()).isEqualTo("ACTIVE");
    lab.ended(lab.engine.nodes().delete(Lab.CONTEXT, node, false));
    assertThat(process.isAlive()).isFalse();
  }

  /** As after an engine that died before it stored the new physical id. */
  @Test
  void aStartEndsAProcessThatTheNodeDoesNotKnow() throws Refused {
    String node = lab.node("n1", "sleep");
    ProcessHandle unknown = process(node);
    String dead = lab.node(node).physicalId().replaceFirst("-\\d+-", "-1-");
    lab.store.write(tx -> tx.update("UPDATE node SET physical_id = ? WHERE id = ?", dead, node));
    lab.ended(lab.engine.nodes().operation(Lab.CONTEXT, node, "start", Map.of()));
    assertThat(unknown.isAlive()).isFalse();
    assertThat(process(node).isAlive()).isTrue();
  }

  @Test
  void endsWhatTheProcessStartedToo() throws Refused {
    lab.profile(
        "parent",
        "host.process",
        Map.of(
            "program",
            "/bin/sh",
            "arguments",
            List.of("-c", "trap '' TERM; sleep 1000 & while true; do wait; done"),
            "stop_timeout",
            0.2));
    String node = lab.node("n1", "parent");
    ProcessHandle parent = process(node);
    await().atMost(Lab.LIMIT).until(() -> parent.children().findAny().isPresent());
    ProcessHandle child = parent.children().findAny().orElseThrow();
    String delete = lab.engine.nodes().delete(Lab.CONTEXT, node, false);
    lab.ended(delete);
    assertThat(lab.events(delete)).endsWith("INFO end Node deleted successfully.");
    assertThat(runs(parent)).isFalse();
    assertThat(runs(child)).isFalse();
  }

  @Test
  void boundsTheOutputWhileTheProcessGoesOnWriting() throws Refused, IOException {
    Path go = directory.resolve("go");
    String script =
        "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo line $i; done;"
            + " while [ ! -e "
            + go
            + " ]; do sleep 0.05; done; echo after; sleep 1000";
    lab.profile(
        "talkative",
        "host.process",
        Map.of("program", "/bin/sh", "arguments", List.of("-c", script)));
    String node = lab.node("n1", "talkative");
    Path output = settings.directory().resolve(node + ".out");
    Path kept = settings.directory().resolve(node + ".out.1");
    await().atMost(Lab.LIMIT).until(() -> Files.readString(output).endsWith("line 1000\n"));
    new ProcessOutputs(settings).bound();
    assertThat(output).isEmptyFile();
    assertThat(kept).hasSize(MAX_OUTPUT).content().endsWith("line 999\nline 1000\n");
    Files.createFile(go);
    await().atMost(Lab.LIMIT).until(() -> Files.size(output) > 0);
    assertThat(output).hasContent("after\n");
    new ProcessOutputs(settings).bound();
    assertThat(output).as("small enough").hasContent("after\n");
    lab.ended(lab.engine.nodes().delete(Lab.CONTEXT, node, false));
    assertThat(settings.directory()).isEmptyDirectory();
  }

  @Test
  void boundsTheOutputOfAllProcessesButOne() throws IOException {
    Files.createDirectories(settings.directory());
    for (int i = 0; i < 10; i++) {
      Path output = settings.directory().resolve(i + ".out");
      Files.write(output, new byte[MAX_OUTPUT + 1]);
    }
    Path inTheWay = Files.createDirectory(settings.directory().resolve("5.out.1"));
    assertThatThrownBy(new ProcessOutputs(settings)::bound)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(inTheWay.toString());
    for (int i = 0; i < 10; i++) {
      Path output = settings.directory().resolve(i + ".out");
      assertThat(output).hasSize(i == 5 ? MAX_OUTPUT + 1 : 0);
    }
  }

  @Test
  void stopsStartsAndRestarts() throws Refused {
    String node = lab.node("n1", "sleep");
    ProcessHandle first = process(node);
    lab.ended(lab.engine.nodes().operation(Lab.CONTEXT, node, "stop", Map.of()));
    assertThat(first.isAlive()).isFalse();
    lab.ended(lab.engine.nodes().operation(Lab.CONTEXT, node, "start", Map.of()));
    ProcessHandle second = process(node);
    assertThat(second.isAlive()).isTrue();
    String restart =
        lab.engine.nodes().operation(Lab.CONTEXT, node, "reboot", Map.of("type", "HARD"));
    lab.ended(restart);
    assertThat(lab.events(restart)).endsWith("INFO end Node operation 'reboot' succeeded.");
    assertThat(second.isAlive()).isFalse();
    assertThat(process(node).isAlive()).isTrue();
  }

  @Test
  void saysWhyAProcessDidNotStart() throws Refused {
    lab.profile("broken", "host.process", Map.of("program", "/bin/false"));
    AtomicInteger nodes = new AtomicInteger();
    await() // a busy machine may take longer to end the process than the engine looks at it
        .atMost(Lab.LIMIT)
        .untilAsserted(
            () -> {
              NodeRecord node = lab.node(lab.node("n" + nodes.incrementAndGet(), "broken"));
              assertThat(node.status()).isEqualTo("ERROR");
              assertThat(node.statusReason())
                  .startsWith(
                      "Failed in creating process: the process ended at once with exit code 1; its"
                          + " output is in ");
            });
  }

  @Test
  void runsOnlyWhatIsAllowed() {
    for (String program : List.of("/bin/ls", "sleep", "bin/sleep", "/bin/../bin/ls", "")) {
      assertThatThrownBy(() -> lab.profile("other", "host.process", Map.of("program", program)))
          .as(program)
          .isInstanceOf(Refused.Invalid.class)
          .hasMessageContaining("The program");
    }
    assertThatThrownBy(
            () ->
                lab.profile(
                    "other",
                    "host.process",
                    Map.of("program", "/bin/sleep", "environment", Map.of("SENLIN_NODE_ID", "x"))))
        .hasMessageContaining("does not start with SENLIN_");
  }
}
