package io.senlin.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of oslo.db, as it stands in senlin.conf, in the words of JDBC. It is taken apart by the
 * rules of SQLAlchemy, so that a password may hold what it may hold there.
 *
 * @param address of a server: {@code //host:port/database}; of SQLite: the file
 * @param options for the driver
 */
record ConnectionUrl(
    Dialect dialect, String address, String user, String password, DriverOptions options) {

  private static final String OPTION = "[database] connection";
  private static final Pattern URL = Pattern.compile("([\\w+]+)://(.*)", Pattern.DOTALL);
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?"
              + "(?<shown>"
              + "(?:\\[(?<ipv6>[^/?]+)]|(?<host>[^/:?]+))?(?::(?<port>[^/?]*))?"
              + "(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<query>.*))?)",
          Pattern.DOTALL);

  /**
   * Reads a URL.
   *
   * @throws StoreFailure if it is not one; the message does not show it, as it may hold a password
   */
  static ConnectionUrl parse(String url) {
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw refusal("is not a URL; write it like sqlite:////var/lib/senlin/senlin.db");
    }
    String scheme = parts.group(1);
    String rest = parts.group(2);
    boolean pymysql = scheme.endsWith("+pymysql");
    return switch (scheme.split("\\+", 2)[0]) {
      case "sqlite" -> sqlite(rest);
      case "postgresql", "postgres" -> server(Dialect.POSTGRESQL, rest, false, "5432");
      case "mysql", "mariadb" -> server(Dialect.MARIADB, rest, pymysql, "3306");
      default ->
          throw refusal(
              "begins with "
                  + scheme
                  + "://, which is not known; use sqlite, postgresql, mysql or mariadb");
    };
  }

  private static ConnectionUrl sqlite(String rest) {
    String file = rest.split("\\?", 2)[0];
    if (!file.startsWith("/") || file.length() < 2) {
      throw refusal("names no file; write it like sqlite:////var/lib/senlin/senlin.db");
    }
    return new ConnectionUrl(Dialect.SQLITE, file.substring(1), "", "", DriverOptions.NONE);
  }

  private static ConnectionUrl server(
      Dialect dialect, String rest, boolean pymysql, String usualPort) {
    Matcher parts = SERVER.matcher(rest);
    if (!parts.matches() || part(parts, "database").isEmpty()) {
      throw refusal(
          "names no host and database; write it like postgresql://user:password@host/senlin");
    }
    if (part(parts, "shown").indexOf('@') >= 0) { // it may be the rest of a password
      throw refusal(
          "has an @ behind the one before the host; write any other as %40, and a / in a password"
              + " as %2F");
    }
    UrlQuery query = UrlQuery.of(part(parts, "query"));
    String named = query.take("host").orElse("");
    String usualHost = named.isEmpty() || named.startsWith("/") ? "localhost" : named;
    String port = part(parts, "port").isEmpty() ? usualPort : part(parts, "port");
    if (!isPort(port)) {
      throw refusal("has a port that is none; give 1 to 65535");
    }
    DriverOptions options =
        switch (dialect) {
          case POSTGRESQL -> DriverOptions.postgresql(query);
          case MARIADB -> DriverOptions.mariadb(query, pymysql);
          case SQLITE -> throw new AssertionError("SQLite is no server");
        };
    String host =
        parts.group("ipv6") != null
            ? "[" + parts.group("ipv6") + "]"
            : part(parts, "host").isEmpty() ? usualHost : part(parts, "host");
    return new ConnectionUrl(
        dialect,
        "//" + host + ":" + port + "/" + part(parts, "database"),
        UrlQuery.decoded(part(parts, "user")),
        UrlQuery.decoded(part(parts, "password")),
        options);
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= 65535;
  }

  private static String part(Matcher parts, String name) {
    String part = parts.group(name);
    return part == null ? "" : part;
  }

  static StoreFailure refusal(String why) {
    return new StoreFailure(OPTION + " " + why, null);
  }

  Path file() {
    return Path.of(address);
  }

  /** For the driver, which also needs {@link #properties}. */
  String jdbc() {
    int slash = address.lastIndexOf('/');
    String database = address.substring(slash + 1);
    String scheme = dialect == Dialect.POSTGRESQL ? "jdbc:postgresql:" : "jdbc:mariadb:";
    return scheme
        + address.substring(0, slash + 1)
        + (dialect == Dialect.POSTGRESQL
            ? URLEncoder.encode(database, StandardCharsets.UTF_8)
            : database);
  }

  /** User, password and options for the driver; never part of a message. */
  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options.properties());
    properties.setProperty("user", user);
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return dialect == Dialect.SQLITE ? address : "the database " + address.substring(2);
  }
}
