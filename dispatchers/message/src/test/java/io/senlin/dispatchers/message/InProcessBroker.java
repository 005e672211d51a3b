package io.senlin.dispatchers.message;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/** Apache Qpid's broker within this JVM: another implementation of AMQP 0-9-1, always at hand. */
final class InProcessBroker implements AutoCloseable {
  private final SystemLauncher launcher = new SystemLauncher();
  private final int port;

  InProcessBroker() throws Exception {
    port = freePort();
    launcher.startup(
        Map.of(
            SystemConfig.TYPE, "Memory",
            SystemConfig.INITIAL_CONFIGURATION_LOCATION, "classpath:qpid.json",
            SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, "false",
            SystemConfig.CONTEXT, Map.of("test.port", String.valueOf(port))));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    launcher.shutdown();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
