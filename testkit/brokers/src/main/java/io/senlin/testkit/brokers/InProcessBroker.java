package io.senlin.testkit.brokers;

import java.io.IOException;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/** Apache Qpid's broker within this JVM: another implementation of AMQP 0-9-1, always at hand. */
public final class InProcessBroker implements AutoCloseable {
  private final SystemLauncher launcher = new SystemLauncher();
  private final int port;

  private InProcessBroker(int port) {
    this.port = port;
  }

  /**
   * Starts one where {@code guest} with the password {@code guest}, and {@code senlin} with {@code
   * a-secret-word}, may do everything.
   */
  public static InProcessBroker start() {
    try {
      InProcessBroker broker = new InProcessBroker(FreePort.find());
      broker.launch();
      return broker;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // what its method declares is all there is to know
  private void launch() {
    try {
      launcher.startup(
          Map.of(
              SystemConfig.TYPE, "Memory",
              SystemConfig.INITIAL_CONFIGURATION_LOCATION, "classpath:qpid.json",
              SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, "false",
              SystemConfig.CONTEXT, Map.of("test.port", String.valueOf(port))));
    } catch (Exception failure) {
      throw new IllegalStateException("the broker does not start", failure);
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    launcher.shutdown();
  }
}
