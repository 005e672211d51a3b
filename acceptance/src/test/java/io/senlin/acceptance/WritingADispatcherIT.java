package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger who copies the commands of docs/writing-a-dispatcher.md has a running dispatcher. */
class WritingADispatcherIT {
  private static final Path TREE = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = TREE.resolve("docs/writing-a-dispatcher.md");
  private static final Path EXAMPLE = TREE.resolve("examples/json-dispatcher");
  private static final Pattern COMMANDS =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void everyCommandOfThePageWorksInItsTurn() throws IOException, InterruptedException {
    int port = EngineProcess.freePort();
    Path script = folder.resolve("page.sh");
    Files.writeString(script, script(port));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-eu", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("SENLIN", copyOfTree().toString());
    environment.put("SENLIN_URL", "http://127.0.0.1:" + port);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + localRepository());
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as("the page's commands work; they said:\n%s", Files.readString(output))
        .isTrue();
    assertThat(Files.readAllLines(folder.resolve("json-dispatcher/run/events.json")))
        .hasSizeGreaterThan(4)
        .allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
    assertSameAsExample();
  }

  /** The source tree with the built program, for the page builds in it and other tests use it. */
  private Path copyOfTree() throws IOException, InterruptedException {
    Path copy = Files.createDirectories(folder.resolve("senlin"));
    String command =
        "tar -C '%s' --exclude=target --exclude=.git -cf - . | tar -C '%s' -xf -"
            .formatted(TREE, copy);
    Process copying = new ProcessBuilder("bash", "-c", command).start();
    assertThat(copying.waitFor()).as("copying %s", TREE).isZero();
    Path program = Path.of("server/target/senlin");
    Files.createDirectory(copy.resolve("server/target"));
    Files.createSymbolicLink(copy.resolve(program), TREE.resolve(program));
    return copy;
  }

  @AfterEach
  void stopEngine() throws IOException {
    Path file = folder.resolve("json-dispatcher/run/engine.pid");
    if (Files.exists(file)) {
      ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** By hand, as the extension that deletes the folder warns of every link. */
  @AfterEach
  void unlink() throws IOException {
    try (Stream<Path> tree = Files.walk(folder, 4)) {
      for (Path path : tree.filter(Files::isSymbolicLink).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The page's commands, but for a port of the test's own. */
  private static String script(int port) throws IOException {
    String commands =
        COMMANDS
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(commands).as("commands of %s", PAGE).contains("[DEFAULT]\n");
    String ownPort = "[senlin_api]\nbind_port = %d\n\n[DEFAULT]\n".formatted(port);
    return "set -x\n" + commands.replace("[DEFAULT]\n", ownPort);
  }

  private void assertSameAsExample() throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(EXAMPLE)) {
      files = tree.filter(Files::isRegularFile).map(EXAMPLE::relativize).toList();
    }
    for (Path file : files) {
      if (!file.startsWith("target")) {
        assertThat(folder.resolve("json-dispatcher").resolve(file))
            .hasSameTextualContentAs(EXAMPLE.resolve(file));
      }
    }
  }

  /**
   * A local Maven repository that shares everything with the usual one but what the page installs,
   * so that nothing of the test stays there.
   */
  private Path localRepository() throws IOException {
    Path usual = Path.of(System.getProperty("senlin.maven.repository"));
    Path own = Files.createDirectories(folder.resolve("repository/io")).getParent();
    linkAll(usual, own);
    linkAll(usual.resolve("io"), own.resolve("io"));
    return own;
  }

  private static void linkAll(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path link = to.resolve(entry.getFileName());
        if (Files.notExists(link) && !entry.endsWith("io/senlin")) {
          Files.createSymbolicLink(link, entry);
        }
      }
    }
  }
}
