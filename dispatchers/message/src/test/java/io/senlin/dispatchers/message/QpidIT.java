package io.senlin.dispatchers.message;

import io.senlin.testkit.brokers.InProcessBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class QpidIT extends PublishingContract {
  private static InProcessBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = InProcessBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Override
  int port() {
    return broker.port();
  }
}
