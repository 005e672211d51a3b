package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageSettingsTest {
  @Test
  void hasTheDefaultsOfSenlin() {
    MessageSettings settings = read(Map.of());
    assertThat(settings.transport()).isEqualTo(TransportUrl.parse("rabbit://", false));
    assertThat(settings.topics()).isEqualTo(List.of("versioned_notifications"));
    assertThat(settings.drivers()).isEqualTo(List.of(Driver.MESSAGING));
    assertThat(settings.topology())
        .isEqualTo(
            new Topology(
                "senlin",
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.reconnectDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.retry()).isEqualTo(-1);
  }

  @Test
  void readsOptionsWhereOpenStackHasThem() {
    assertThat(places("transport_url"))
        .isEqualTo(
            "[oslo_messaging_notifications] transport_url, [DEFAULT] notification_transport_url,"
                + " [DEFAULT] transport_url");
    assertThat(places("topics"))
        .isEqualTo("[DEFAULT] notification_topics, [oslo_messaging_notifications] topics");
    assertThat(places("amqp_durable_queues"))
        .isEqualTo(
            "[oslo_messaging_rabbit] amqp_durable_queues,"
                + " [oslo_messaging_rabbit] rabbit_durable_queues");
  }

  @Test
  void sendsNothingWithAnEmptyDriver() {
    assertThat(read(Map.of("driver", "")).drivers()).isEmpty();
  }

  @Test
  void verifiesTheBrokerUnlessToldOtherwise() {
    assertThat(read(Map.of("ssl", "true")).tls()).hasValueSatisfying(it -> it.verified());
    assertThat(read(Map.of("transport_url", "rabbit://h?ssl=0", "ssl", "true")).tls()).isEmpty();
    assertThat(read(Map.of("ssl", "true", "ssl_version", "TLSv1_2")).tls().orElseThrow().protocol())
        .contains("TLSv1.2");
    assertThat(read(Map.of("ssl", "true", "ssl_version", "SSLv23")).tls().orElseThrow().protocol())
        .isEmpty();
  }

  @Test
  void saysAtOnceWhatIsWrongWithTheOptionsForTls() {
    refusesTls("ssl_version", "SSLv3", "neither TLSv1.2 nor TLSv1.3");
    refusesTls("ssl_ca_file", "/no/such/authority.pem", "names no file that can be read");
    refusesTls("ssl_cert_file", "pom.xml", "'ssl_cert_file' and 'ssl_key_file' belong together");
  }

  private static void refusesTls(String option, String value, String problem) {
    assertThatThrownBy(() -> read(Map.of("ssl", "true", option, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("dispatcher 'message': ")
        .hasMessageContaining(option)
        .hasMessageContaining(problem);
  }

  @Test
  void namesEveryPlaceWhereTheWrongValueMayStand() {
    assertThatThrownBy(() -> read(Map.of("transport_url", "nonsense")))
        .hasMessageEndingWith(
            "correct it in [dispatcher:message] or [oslo_messaging_notifications] transport_url"
                + " or [DEFAULT] notification_transport_url or [DEFAULT] transport_url"
                + " in senlin.conf");
  }

  @Test
  void namesTheOptionThatIsWrongAndShowsNoPassword() {
    refuses("transport_url", "rabbit://u:hush@h:port/");
    refuses("transport_url", "rabbit://u:hush@h/?color=red");
    refuses("driver", "messaging,pigeon");
    refuses("confirm_window", "0");
    refuses("heartbeat_timeout_threshold", "-1");
    refuses("queue_overflow", "explode");
  }

  private static void refuses(String option, String value) {
    assertThatThrownBy(() -> read(Map.of(option, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option '" + option + "'")
        .hasMessageNotContaining("hush");
  }

  private static String places(String name) {
    Option option =
        MessageOptions.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return String.join(", ", option.alsoFrom().stream().map(Option.Place::toString).toList());
  }

  private static MessageSettings read(Map<String, String> given) {
    return MessageSettings.of(Settings.of("message", MessageOptions.ALL, given));
  }
}
