package io.senlin.dispatchers.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the brokers are, as oslo.messaging writes it: {@code
 * rabbit://user:password@host1:5672,user:password@host2:5672/vhost?ssl=1}.
 *
 * <p>User, password, virtual host and query are percent-encoded. A broker without an account takes
 * that of the one before it, the first {@code guest}. No virtual host means {@code /}.
 *
 * @param brokers at least one, in the order in which they are tried
 * @param query its parameters, which win over the options of the same name
 */
record TransportUrl(List<BrokerAddress> brokers, String virtualHost, Map<String, String> query) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>[^:/]*)://(?<hosts>[^/?#]*)(/(?<vhost>[^?#]*))?(\\?(?<query>.*))?");
  private static final Pattern HOST =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^\\[\\]:]*)(:(?<port>\\d{1,5}))?");
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "on");
  private static final int PLAIN_PORT = 5672;
  private static final int TLS_PORT = 5671;

  TransportUrl {
    brokers = List.copyOf(brokers);
    query = Map.copyOf(query);
  }

  /**
   * Reads a URL.
   *
   * @param tls whether brokers without a port are asked at the port for TLS
   * @throws IllegalArgumentException if it is none; the message says why and shows no password
   */
  static TransportUrl parse(String url, boolean tls) {
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("is not a URL such as rabbit://user:password@host:5672/");
    }
    if (!parts.group("scheme").equals("rabbit")) {
      throw new IllegalArgumentException("does not start with rabbit://, the one transport known");
    }
    Map<String, String> query = query(parts.group("query"));
    int port = tls(query, tls) ? TLS_PORT : PLAIN_PORT;
    @Nullable String vhost = parts.group("vhost");
    return new TransportUrl(
        brokers(parts.group("hosts"), port),
        vhost == null || vhost.isEmpty() ? "/" : decoded(vhost, "virtual host"),
        query);
  }

  /**
   * Whether connections are encrypted.
   *
   * @param otherwise what the option {@code ssl} says, if the URL says nothing
   */
  boolean tls(boolean otherwise) {
    return tls(query, otherwise);
  }

  private static boolean tls(Map<String, String> query, boolean otherwise) {
    @Nullable String given = query.get("ssl");
    return given == null ? otherwise : TRUE.contains(given.toLowerCase(Locale.ROOT));
  }

  private static List<BrokerAddress> brokers(String hosts, int defaultPort) {
    List<BrokerAddress> brokers = new ArrayList<>();
    String user = "guest";
    String password = "guest";
    for (String broker : hosts.split(",", -1)) {
      int at = broker.lastIndexOf('@');
      if (at >= 0) {
        String account = broker.substring(0, at);
        int colon = account.indexOf(':');
        user = decoded(colon < 0 ? account : account.substring(0, colon), "user name");
        password = colon < 0 ? "" : decoded(account.substring(colon + 1), "password");
      }
      brokers.add(broker(broker.substring(at + 1), defaultPort, user, password));
    }
    return brokers;
  }

  private static BrokerAddress broker(String place, int defaultPort, String user, String password) {
    Matcher parts = HOST.matcher(place);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "has a broker that is not written host:port; a password with any of @ , : / ? # must be"
              + " percent-encoded, an IPv6 address be in brackets");
    }
    @Nullable String given = parts.group("port");
    int port = given == null ? defaultPort : Integer.parseInt(given);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("has the port " + port + ", which does not exist");
    }
    String host = parts.group("host").replace("[", "").replace("]", "");
    return new BrokerAddress(host.isEmpty() ? "localhost" : host, port, user, password);
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String parameter : query.split("&", -1)) {
        int equals = parameter.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("has a parameter after its ? that is not name=value");
        }
        parameters.put(
            parameter.substring(0, equals), decoded(parameter.substring(equals + 1), "query"));
      }
    }
    return parameters;
  }

  private static String decoded(String text, String part) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      // its message shows the text, which may be a password
      throw new IllegalArgumentException(
          "has a % in its " + part + " that two hexadecimal digits do not follow; write %25");
    }
  }
}
