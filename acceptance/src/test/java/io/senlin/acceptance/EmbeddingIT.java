package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/embedding.md compiles, runs and does what the page says. */
class EmbeddingIT {
  private static final Path PAGE = Path.of("../docs/embedding.md");
  private static final Pattern PROGRAM =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theProgramOfThePageDeliversItsTwoEventsInOrder() throws IOException, InterruptedException {
    Matcher program = PROGRAM.matcher(Files.readString(PAGE));
    assertThat(program.find()).as("there is a program in %s", PAGE).isTrue();
    Path source = Files.writeString(folder.resolve("Workshop.java"), program.group(1));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString(),
                folder.resolve("workshop.db").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(output);
    assertThat(ended && process.exitValue() == 0).as("it ran; it said %s", lines).isTrue();
    assertThat(lines).containsSubsequence("1 job-1 start", "2 job-1 end");
  }
}
