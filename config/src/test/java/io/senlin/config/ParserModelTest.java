package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random files: right ones mean what they were made from, others end in problems only. */
class ParserModelTest {
  private static final Option<String> HOST = Option.text("DEFAULT", "host").or("x$$");
  private static final Option<List<String>> MANY = Option.multi("DEFAULT", "many");
  private static final Option<Integer> NUMBER = Option.integer("grp", "number", 0, 9).or("1");
  private static final Options OPTIONS =
      Options.of(List.of(HOST, MANY, NUMBER)).with("open:", SectionRule.ANY_KEY);
  private static final List<String> PIECES =
      List.of(
          "[DEFAULT]",
          "[grp]",
          "[open:x]",
          "[open:y",
          "[]",
          "host",
          "number",
          "many",
          "=",
          ":",
          " ",
          "\t",
          "\n",
          "\r\n",
          "\r",
          "#",
          ";",
          "\"",
          "'",
          "$host",
          "${grp.number}",
          "$",
          "\\$",
          "$$",
          "${",
          "}",
          "1",
          "é",
          "🎉",
          "\u0000",
          "\u0085",
          "\uFEFF",
          "env:",
          "file:/",
          "a b",
          "\n  ");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomTextEndsInValuesOrProblems(long seed) throws Exception {
    RandomGenerator random = random(seed);
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "[DEFAULT]\n" : "");
      int pieces = random.nextInt(60);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      try {
        assertThat(load(text.toString()).get(HOST)).as("seed %d", seed).isNotNull();
      } catch (ConfigurationException wrong) {
        assertThat(wrong.problems())
            .as("seed %d", seed)
            .isNotEmpty()
            .allSatisfy(each -> assertThat(each.message()).doesNotContain("\n"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void randomBytesEndInProblems(long seed) throws Exception {
    RandomGenerator random = random(seed);
    Path file = folder.resolve("random.conf");
    for (int round = 0; round < 100; round++) {
      byte[] bytes = new byte[random.nextInt(1, 2000)];
      random.nextBytes(bytes);
      if (round % 2 == 0) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) (bytes[i] & 0x7F); // all of it is UTF-8
        }
      }
      Files.write(file, bytes);
      try {
        assertThat(Configuration.load(OPTIONS, List.of(file), List.of()).files()).hasSize(1);
      } catch (ConfigurationException wrong) {
        assertThat(wrong.problems()).as("seed %d", seed).hasSizeLessThan(202);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void writtenValuesAreReadAgain(long seed) throws Exception {
    RandomGenerator random = random(seed);
    for (int round = 0; round < 200; round++) {
      Map<String, String> model = new LinkedHashMap<>();
      StringBuilder text = new StringBuilder("[open:x]\n");
      int count = random.nextInt(1, 20);
      for (int i = 0; i < count; i++) {
        String key = "key_" + random.nextInt(10);
        List<String> lines = new ArrayList<>();
        int more = random.nextInt(3);
        for (int line = 0; line <= more; line++) {
          lines.add(
              "v"
                  + random.nextInt(1000)
                  + " #;=:'\"[x]"
                  + (char) random.nextInt(0x21, 0xD7FF)
                  + ".");
        }
        model.put(key, String.join("\n", lines).strip());
        text.append(random.nextBoolean() ? "# comment\n" : "\n");
        text.append(key).append(random.nextBoolean() ? " = " : ": ");
        text.append(String.join("\n  ", lines).replace("$", "$$")).append('\n');
      }
      assertThat(load(text.toString()).section("open:x")).as("seed %d", seed).isEqualTo(model);
    }
  }

  private static Configuration load(String text) throws ConfigurationException {
    return Configuration.parse(OPTIONS, Secrets.of(Map.of()), Path.of("random.conf"), text);
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
