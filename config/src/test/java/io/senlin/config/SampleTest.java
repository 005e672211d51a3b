package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final Option<String> HOST =
      Option.text("DEFAULT", "host")
          .or("localhost")
          .help(
              "The name of this machine, by which others of its kind, and those who read what it"
                  + " says, tell it from the rest.");
  private static final Option<String> TOKEN =
      Option.text("DEFAULT", "token").secret().help("Sent along.");
  private static final Option<Integer> WORKERS =
      Option.integer("engine", "workers", 1, Integer.MAX_VALUE).or("8").help("Actions at once.");
  private static final Option<String> MODE =
      Option.choice("engine", "mode", "fast", "safe").or("safe").help("How.");
  private static final Option<String> ODD = Option.text("engine", "odd").or(" a$$b ").help("Odd.");
  private static final Option<String> LINES =
      Option.text("engine", "lines").or("1\n2").help("Two.");
  private static final Option<Path> FILE =
      Option.path("any", "path").required().help("Where to write.");
  private static final Options OPTIONS =
      Options.of(List.of(HOST, TOKEN, WORKERS, MODE, ODD, LINES))
          .with("dispatcher:", _ -> Optional.of(files()));

  @Test
  void documentsEveryOption() {
    assertThat(Sample.of(OPTIONS, List.of("dispatcher:jsonfile")))
        .isEqualTo(
            """
            [DEFAULT]

            # The name of this machine, by which others of its kind, and those who read
            # what it says, tell it from the rest. (text)
            #host = localhost

            # Sent along. (text)
            # Secret: may be env:NAME or file:PATH, and is shown nowhere.
            #token = <None>


            [engine]

            # Actions at once. (integer)
            # Range: at least 1
            #workers = 8

            # How. (choice)
            # Choices: fast, safe
            #mode = safe

            # Odd. (text)
            #odd = " a$$b "

            # Two. (text)
            #lines = 1
            #  2


            [dispatcher:jsonfile]

            # Where to write. (path)
            # Required.
            #path = <None>
            """);
  }

  @Test
  void meansTheSameWithEveryDefaultSwitchedOn() throws Exception {
    String sample = Sample.of(OPTIONS);
    String on = sample.replaceAll("(?m)^#.*<None>$", "").replaceAll("(?m)^#(\\w|  )", "$1");
    assertThat(on).contains("\nhost = localhost\n");
    Configuration defaults = parse(sample);
    Configuration given = parse(on);
    assertThat(List.of(HOST, WORKERS, MODE, ODD, LINES))
        .allSatisfy(
            option -> {
              assertThat((Object) given.get(option)).isEqualTo(defaults.get(option));
              assertThat(given.origin(option)).isInstanceOf(Origin.Line.class);
            });
  }

  private static Collection<Option<?>> files() {
    return List.of(FILE);
  }

  private static Configuration parse(String text) throws ConfigurationException {
    return Configuration.parse(OPTIONS, Secrets.of(Map.of()), Path.of("sample.conf"), text);
  }
}
