package io.senlin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code senlin}, in a source tree with a JDK and a Maven that only pretend. */
final class LauncherIT {
  @TempDir private Path directory;

  private Path tree;
  private Path builds;

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectories(directory.resolve("source tree"));
    builds = directory.resolve("builds");
    Files.copy(Path.of("../senlin"), tree.resolve("senlin"));
    executable(tree.resolve("senlin"), Files.readString(tree.resolve("senlin")));
    Files.createDirectories(tree.resolve("engine/src/main"));
    Files.createDirectories(tree.resolve(".mvn"));
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.writeString(tree.resolve("engine/pom.xml"), "<project/>");
    jdk("25.0.1");
    executable(
        directory.resolve("bin/mvn"),
        """
        #!/bin/sh
        echo "$JAVA_HOME" >> '%1$s'
        sleep 0.3
        [ ! -e '%2$s/broken' ] || { echo '[ERROR] no semicolon'; exit 1; }
        mkdir -p '%2$s/server/target/senlin' && touch '%2$s/server/target/senlin/built'
        """
            .formatted(builds, tree));
  }

  @Test
  void theFirstRunBuildsAndTheNextDoesNot() throws IOException, InterruptedException {
    assertThat(launch("engine", "--help").exitCode()).isZero();
    Run second = launch("engine", "--help");

    assertThat(second.out()).contains("JDK 25.0.1").contains("io.senlin.server.Main engine --help");
    assertThat(Files.readAllLines(builds)).containsExactly(directory.resolve("jdk").toString());
  }

  @Test
  void aSourceThatIsNewerThanTheBuildIsBuilt() throws IOException, InterruptedException {
    launch("--version");
    Path source = Files.writeString(tree.resolve("engine/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    launch("--version");

    assertThat(Files.readAllLines(builds)).hasSize(2);
  }

  @Test
  void twoFirstRunsAtOnceBuildOnce() throws IOException, InterruptedException {
    Process one = start(tree.resolve("senlin"), "--version");
    Process two = start(tree.resolve("senlin"), "--version");

    assertThat(List.of(end(one).exitCode(), end(two).exitCode())).containsExactly(0, 0);
    assertThat(Files.readAllLines(builds)).hasSize(1);
  }

  @Test
  void aBuildThatFailsIsShownAndNothingRuns() throws IOException, InterruptedException {
    Files.createFile(tree.resolve("broken"));
    Run run = launch("--version");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] no semicolon").contains("senlin: the build failed");
  }

  @Test
  void itWorksThroughASymbolicLinkFromAnywhere() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), tree.resolve("senlin"));

    assertThat(end(start(link, "--version")).out()).contains(tree + "/server/target/senlin/lib/*");
  }

  @Test
  void anOldJdkInJavaHomeIsNotTaken() throws IOException, InterruptedException {
    jdk("17.0.15");

    // this build needs a JDK 25, so there is one on this machine
    assertThat(launch("--version").out()).doesNotContain("JDK 17");
  }

  private void jdk(String version) throws IOException {
    Path jdk = directory.resolve("jdk");
    executable(jdk.resolve("bin/java"), "#!/bin/sh\necho JDK " + version + " \"$@\"\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run launch(String... arguments) throws IOException, InterruptedException {
    return end(start(tree.resolve("senlin"), arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    builder
        .environment()
        .merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    return builder.start();
  }

  private static Run end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }
}
