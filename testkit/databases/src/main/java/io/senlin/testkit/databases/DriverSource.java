package io.senlin.testkit.databases;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The simplest DataSource there is: a new connection each time.
 *
 * @param jdbc the URL, with user and password where there are any
 */
public record DriverSource(String jdbc) implements DataSource {
  private static final Pattern SERVER =
      Pattern.compile(
          "(?<kind>\\w+)(\\+\\w+)?://(?<user>\\w+)(:(?<password>\\w+))?@(?<place>[^?]+)(\\?.*)?");

  /** To a database of {@link TestDatabases}, or an SQLite file. */
  public static DriverSource to(String url) {
    if (url.startsWith("sqlite:///")) {
      return new DriverSource("jdbc:sqlite:" + url.substring("sqlite:///".length()));
    }
    Matcher parts = SERVER.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(url + " is no URL of a test's database");
    }
    String kind = parts.group("kind").equals("postgresql") ? "postgresql" : "mariadb";
    String password = Optional.ofNullable(parts.group("password")).orElse("");
    return new DriverSource(
        "jdbc:%s://%s?user=%s&password=%s"
            .formatted(kind, parts.group("place"), parts.group("user"), password));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return DriverManager.getConnection(jdbc);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return DriverManager.getConnection(jdbc, user, password);
  }

  @Override
  public PrintWriter getLogWriter() {
    throw new UnsupportedOperationException("it logs nothing");
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    throw new UnsupportedOperationException("it logs nothing");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    DriverManager.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return DriverManager.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("it logs nothing");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("it wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
