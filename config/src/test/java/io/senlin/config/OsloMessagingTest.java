package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The section [oslo_messaging_rabbit] as it stands in files written for oslo.messaging. */
final class OsloMessagingTest {
  private static final Options OPTIONS =
      Options.of(
          List.of(
              Option.multi("oslo_messaging_rabbit", "kombu_reconnect_delay"),
              Option.multi("oslo_messaging_rabbit", "rabbit_quorum_queue")));

  private static Configuration read(String text) throws ConfigurationException {
    return Configuration.parse(OPTIONS, Secrets.of(Map.of()), Path.of("senlin.conf"), text);
  }

  @Test
  void isReadWithANoteForEachOptionThatHasNoEffectHoweverNearToOneThatHas()
      throws ConfigurationException {
    Configuration configuration =
        read(
            """
            [DEFAULT]
            verbose = true
            [oslo_messaging_rabbit]
            kombu_reconnect_delay = 1.0
            kombu_reconnect_splay = 0.0
            rabbit_quorum_queue = true
            rabbit_transient_quorum_queue = false
            rabbit_ha_queues = true
            """);
    assertThat(configuration.notices())
        .extracting(Problem::toString)
        .hasSize(4)
        .allMatch(note -> note.contains("has no effect here"));
  }

  @Test
  void isStillSearchedForMisspeltWords() {
    assertThatThrownBy(() -> read("[oslo_messaging_rabbit]\nkombu_reconect_delay = 1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'kombu_reconnect_delay'?");
  }
}
