package io.senlin.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * How the API is served.
 *
 * @param host the name or address to listen on
 * @param port 0 for any free port
 * @param insecure whether to listen beyond loopback although nobody proves who he is
 * @param maxBodyBytes the largest body of a request
 * @param maxNestingDepth how deep the JSON of a request may nest
 * @param heartbeat how long a stream of events may be silent: then a comment is sent, by which a
 *     client that is gone is noticed
 * @param stopLimit how long {@link ApiServer#close} waits for requests that run
 */
public record ApiSettings(
    String host,
    int port,
    boolean insecure,
    int maxBodyBytes,
    int maxNestingDepth,
    Duration heartbeat,
    Duration stopLimit) {

  /** The port Senlin listens on. */
  public static final int DEFAULT_PORT = 8778;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one makes no sense, or if the API would be open to other
   *     hosts without {@code insecure}
   */
  public ApiSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port %d is not between 0 and 65535".formatted(port));
    }
    if (maxBodyBytes < 1 || maxNestingDepth < 1) {
      throw new IllegalArgumentException(
          "the limits of a request must be positive: maxBodyBytes %d, maxNestingDepth %d"
              .formatted(maxBodyBytes, maxNestingDepth));
    }
    if (!heartbeat.isPositive() || stopLimit.isNegative()) {
      throw new IllegalArgumentException(
          "heartbeat %s must be positive and stopLimit %s not negative"
              .formatted(heartbeat, stopLimit));
    }
    if (!insecure && !loopback(host)) {
      throw new IllegalArgumentException(
          ("the API has no authentication (auth_strategy = noauth) and would be open to everybody"
                  + " who reaches %s; listen on 127.0.0.1, or start with --insecure if you mean it")
              .formatted(host));
    }
  }

  /** Senlin's API on loopback with the default limits. */
  public static ApiSettings local(int port) {
    return new ApiSettings(
        "127.0.0.1", port, false, 1 << 20, 32, Duration.ofSeconds(15), Duration.ofSeconds(10));
  }

  /** Whether only programs on this host can reach the API. */
  public boolean loopback() {
    return loopback(host);
  }

  Json json() {
    return new Json(maxNestingDepth, maxBodyBytes);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "the API cannot listen on '%s': no such host is known".formatted(host), e);
    }
  }
}
