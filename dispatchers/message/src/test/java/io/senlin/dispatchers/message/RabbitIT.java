package io.senlin.dispatchers.message;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("io.senlin.dispatchers.message.RabbitServer#expected")
class RabbitIT extends PublishingContract {
  private static RabbitServer rabbit;

  @BeforeAll
  static void start(@TempDir Path directory) {
    rabbit = RabbitServer.start(TestCertificate.of(directory, "broker", "ip:127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    rabbit.close();
  }

  @Override
  int port() {
    return rabbit.port();
  }
}
