package io.senlin.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Secrets;
import io.senlin.delivery.DispatcherSource;
import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DispatcherOptionsTest {
  private static final List<DispatcherSource> DISPATCHERS =
      List.of(DispatcherSource.builtIn("queue", Queue::new));

  @Test
  void anEmptyTextLeavesTheWordToTheNextPlace() throws ConfigurationException {
    assertThat(values("[notifications]\nurl =\n[DEFAULT]\nurl = rabbit://b\n"))
        .containsEntry("url", "rabbit://b");
    assertThat(values("[notifications]\nurl =\n[DEFAULT]\nurl =\n")).doesNotContainKey("url");
  }

  @Test
  void theLastLineOfATextCounts() throws ConfigurationException {
    assertThat(values("[notifications]\nurl = rabbit://a\nurl = rabbit://b\n"))
        .containsEntry("url", "rabbit://b");
  }

  @Test
  void anEmptyListIsAListAndAllItsLinesCount() throws ConfigurationException {
    assertThat(values("[notifications]\ndriver =\n[DEFAULT]\ndriver = log\n"))
        .containsEntry("driver", "");
    assertThat(values("[notifications]\ndriver = log\ndriver = noop\n"))
        .containsEntry("driver", "log,noop");
  }

  @Test
  void theSectionOfTheDispatcherComesFirst() throws ConfigurationException {
    assertThat(values("[dispatcher:queue]\nurl = rabbit://a\n[DEFAULT]\nurl = rabbit://b\n"))
        .containsEntry("url", "rabbit://a");
  }

  private static Map<String, String> values(String text) throws ConfigurationException {
    Configuration configuration =
        Configuration.parse(
            DispatcherOptions.with(List.of(), DISPATCHERS),
            Secrets.ofProcess(),
            Path.of("senlin.conf"),
            text);
    return DispatcherOptions.values(configuration, "queue", DISPATCHERS);
  }

  private static final class Queue extends EventBackend {
    @Override
    public List<Option> options() {
      return List.of(
          Option.of("url", Option.Kind.TEXT, "The broker.")
              .alsoFrom("notifications", "url")
              .alsoFrom("DEFAULT", "url"),
          Option.of("driver", Option.Kind.LIST, "How.")
              .alsoFrom("notifications", "driver")
              .alsoFrom("DEFAULT", "driver"));
    }

    @Override
    public void dump(Level level, Action action, Details details) {}
  }
}
