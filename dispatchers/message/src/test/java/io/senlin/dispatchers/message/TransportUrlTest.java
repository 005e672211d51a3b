package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportUrlTest {
  @Test
  void readsEveryPart() {
    TransportUrl url =
        TransportUrl.parse("rabbit://al%40ice:p%2Fw%3A1+@h1:1234,bob:b@[::1]:5/a%2Fb?ssl=1", false);
    assertThat(url.brokers())
        .isEqualTo(
            List.of(
                new BrokerAddress("h1", 1234, "al@ice", "p/w:1+"),
                new BrokerAddress("::1", 5, "bob", "b")));
    assertThat(url.virtualHost()).isEqualTo("a/b");
    assertThat(url.query()).isEqualTo(Map.of("ssl", "1"));
  }

  @Test
  void fillsInWhatIsLeftOut() {
    assertThat(TransportUrl.parse("rabbit://", false))
        .isEqualTo(
            new TransportUrl(
                List.of(new BrokerAddress("localhost", 5672, "guest", "guest")), "/", Map.of()));
    assertThat(TransportUrl.parse("rabbit://u:p@h1,h2:7/", false).brokers())
        .isEqualTo(
            List.of(new BrokerAddress("h1", 5672, "u", "p"), new BrokerAddress("h2", 7, "u", "p")));
  }

  @Test
  void takesTheDoubleSlashForTheDefaultVirtualHost() {
    assertThat(TransportUrl.parse("rabbit://h//", false).virtualHost()).isEqualTo("/");
  }

  @Test
  void takesThePortOfTls() {
    assertThat(TransportUrl.parse("rabbit://h", true).brokers().getFirst().port()).isEqualTo(5671);
    assertThat(TransportUrl.parse("rabbit://h?ssl=true", false).brokers().getFirst().port())
        .isEqualTo(5671);
    assertThat(TransportUrl.parse("rabbit://h?ssl=0", true).brokers().getFirst().port())
        .isEqualTo(5672);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush",
        "amqp://u:hush@h/",
        "rabbit:/u:hush@h/",
        "rabbit://u:hush@h:port/",
        "rabbit://u:hush@h:99999/",
        "rabbit://u:hush@h:0/",
        "rabbit://u:hush%zz@h/",
        "rabbit://u:hu@sh:word:9@h:1:2/",
        "rabbit://u:hush@::1:5672/",
        "rabbit://u:hush@h/v?ssl"
      })
  void refusesWhatIsNoUrlWithoutShowingThePassword(String url) {
    assertThatThrownBy(() -> TransportUrl.parse(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush")
        .hasNoCause();
  }

  @Test
  void showsNoPassword() {
    assertThat(TransportUrl.parse("rabbit://u:hush@[::1]:5/v", false).toString())
        .contains("[::1]:5")
        .doesNotContain("hush");
  }
}
