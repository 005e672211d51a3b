package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.brokers.RabbitServer;
import io.senlin.testkit.brokers.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator gets to read when a broker refuses: the reason, once in the log and in the list
 * of dispatchers, and no password anywhere.
 */
@EnabledIf("io.senlin.testkit.brokers.RabbitServer#expected")
class BrokerRefusalIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String PASSWORD = "hush-hush";

  @TempDir private Path folder;
  private final int port;
  private EngineProcess engine;

  BrokerRefusalIT() throws IOException {
    port = EngineProcess.freePort();
  }

  @Test
  void tellsTheReasonOnceAndNoPassword() throws IOException, InterruptedException {
    try (RabbitServer rabbit =
        RabbitServer.start(TestCertificate.of(folder, "broker", "ip:127.0.0.1"))) {
      rabbit.addUser("weak", PASSWORD);
      rabbit.permit("weak", "^$", "^$", "^$");
      String plain = "127.0.0.1:" + rabbit.port();
      configure("rabbit://nobody:" + PASSWORD + "@" + plain + "/");
      try (EngineProcess started = EngineProcess.start(folder, port)) {
        engine = started;
        engine.api().cluster("c1", engine.api().simulatedProfile("p1"), 0);
        refused("refuses the user 'nobody'");

        configure("rabbit://weak:" + PASSWORD + "@" + plain + "/nowhere");
        refused("refuses the virtual host 'nowhere' to the user 'weak'");

        configure("rabbit://weak:" + PASSWORD + "@" + plain + "/");
        refused("forbids it to the user 'weak'");

        configure("rabbit://weak:" + PASSWORD + "@127.0.0.1:" + rabbit.tlsPort() + "/?ssl=1");
        refused("cannot be spoken to with TLS");

        configure("rabbit://weak:" + PASSWORD + "@" + plain + "port/");
        awaitLog("option 'transport_url' = '***' has a broker that is not written host:port");

        configure(rabbit.url());
        await().atMost(LIMIT).until(() -> dispatchers().contains("\"lag_events\":0"));
        tellsNoPassword();
      }
    }
  }

  private void configure(String url) throws IOException {
    Files.writeString(
        folder.resolve("senlin.conf"),
        """
        [DEFAULT]
        state_dir = %s/state
        event_dispatchers = message

        [senlin_api]
        bind_port = %d

        [dispatchers]
        retry_initial = 50ms
        retry_max = 50ms

        [dispatcher:message]
        transport_url = %s
        kombu_reconnect_delay = 0
        """
            .formatted(folder, port, url));
  }

  /** Waits for some attempts: each of them fails for the same reason, and the log has it once. */
  private void refused(String reason) throws IOException {
    await().atMost(LIMIT).until(() -> dispatchers().contains(reason));
    int before = retried();
    await().atMost(LIMIT).until(() -> retried() > before + 3);
    assertThat(engine.log().split(reason, -1)).as("%s, once in the log", reason).hasSize(2);
  }

  private void awaitLog(String text) {
    await().atMost(LIMIT).until(() -> engine.log().contains(text));
  }

  private String dispatchers() throws IOException, InterruptedException {
    return engine.api().get("/v1/dispatchers/message").body().toString();
  }

  private int retried() {
    try {
      return engine.api().get("/v1/dispatchers/message").body().at("/dispatcher/retried").asInt();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private void tellsNoPassword() throws IOException, InterruptedException {
    configure("rabbit://weak:" + PASSWORD + "@127.0.0.1:1/");
    String shown =
        Program.run(
                folder, "config", "show", "--config-file", folder.resolve("senlin.conf").toString())
            .output();
    assertThat(shown).contains("transport_url").doesNotContain(PASSWORD);
    assertThat(engine.log()).doesNotContain(PASSWORD);
    assertThat(dispatchers()).doesNotContain(PASSWORD);
  }
}
