package io.senlin.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A URL of oslo.db, as it stands in senlin.conf, in the words of JDBC.
 *
 * @param address of a server: {@code //host:port/database}; of SQLite: the file
 * @param options of the driver, in its own names
 */
record ConnectionUrl(
    Dialect dialect, String address, String user, String password, Map<String, String> options) {

  private static final String OPTION = "[database] connection";

  /**
   * Reads a URL.
   *
   * @throws StoreFailure if it is not one; the message does not show it, as it may hold a password
   */
  static ConnectionUrl parse(String url) {
    int end = url.indexOf("://");
    if (end < 0) {
      throw new StoreFailure(
          OPTION + " is not a URL; write it like sqlite:////var/lib/senlin/senlin.db", null);
    }
    String scheme = url.substring(0, end);
    String rest = url.substring(end + 3);
    String kind = scheme.contains("+") ? scheme.substring(0, scheme.indexOf('+')) : scheme;
    return switch (kind) {
      case "sqlite" -> sqlite(rest);
      case "postgresql", "postgres" -> server(Dialect.POSTGRESQL, rest, 5432);
      case "mysql", "mariadb" -> server(Dialect.MARIADB, rest, 3306);
      default ->
          throw new StoreFailure(
              OPTION
                  + " begins with "
                  + scheme
                  + "://, which is not known; use sqlite, postgresql, mysql or mariadb",
              null);
    };
  }

  private static ConnectionUrl sqlite(String rest) {
    String file = before(rest, '?');
    if (!file.startsWith("/") || file.length() < 2) {
      throw new StoreFailure(
          OPTION + " names no file; write it like sqlite:////var/lib/senlin/senlin.db", null);
    }
    return new ConnectionUrl(Dialect.SQLITE, file.substring(1), "", "", Map.of());
  }

  private static ConnectionUrl server(Dialect dialect, String rest, int defaultPort) {
    int at = rest.indexOf('@');
    String credentials = at < 0 ? "" : rest.substring(0, at);
    String place = at < 0 ? rest : rest.substring(at + 1);
    String path = before(place, '?');
    int slash = path.indexOf('/');
    if (slash < 1 || slash == path.length() - 1) {
      throw new StoreFailure(
          OPTION
              + " names no host and database; write it like postgresql://user:password@host/senlin",
          null);
    }
    String host = path.substring(0, slash);
    boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
    String address =
        "//" + host + (hasPort ? "" : ":" + defaultPort) + "/" + path.substring(slash + 1);
    return new ConnectionUrl(
        dialect,
        address,
        decoded(before(credentials, ':')),
        decoded(after(credentials, ':')),
        options(dialect, after(place, '?')));
  }

  private static Map<String, String> options(Dialect dialect, String query) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        option(dialect, decoded(before(pair, '=')), decoded(after(pair, '=')), options);
      }
    }
    return options;
  }

  /** Translates one option of psycopg2 or PyMySQL. */
  private static void option(
      Dialect dialect, String name, String value, Map<String, String> options) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    switch (name) {
      case "charset", "client_encoding", "use_unicode", "plugin" -> {} // always Unicode here
      case "sslmode", "sslrootcert", "sslcert", "sslkey" -> {
        if (!postgres) {
          throw unknown(name);
        }
        options.put(name, value);
      }
      case "application_name" -> options.put("ApplicationName", value);
      case "connect_timeout" -> // seconds, for one driver; milliseconds for the other
          options.put("connectTimeout", postgres ? value : value + "000");
      case "ssl_ca" -> {
        if (postgres) {
          throw unknown(name);
        }
        options.put("serverSslCert", value);
        options.putIfAbsent("sslMode", "verify-ca");
      }
      case "ssl_verify_identity" -> options.put("sslMode", "verify-full");
      default -> throw unknown(name);
    }
  }

  private static StoreFailure unknown(String name) {
    return new StoreFailure(
        OPTION + " has the option " + name + ", which is not supported; take it out", null);
  }

  Path file() {
    return Path.of(address);
  }

  /** For the driver, with {@code more} options; without user and password. */
  String jdbc(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(options);
    String scheme = dialect == Dialect.POSTGRESQL ? "jdbc:postgresql:" : "jdbc:mariadb:";
    return scheme
        + address
        + all.entrySet().stream()
            .map(
                option ->
                    option.getKey()
                        + "="
                        + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return dialect == Dialect.SQLITE ? address : "the database " + address.substring(2);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String before(String text, char separator) {
    int at = text.indexOf(separator);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, char separator) {
    int at = text.indexOf(separator);
    return at < 0 ? "" : text.substring(at + 1);
  }
}
