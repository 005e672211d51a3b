package io.senlin.testkit.databases;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The simplest DataSource there is: a new connection each time.
 *
 * @param jdbc the URL, with user and password where there are any
 */
public record DriverSource(String jdbc) implements DataSource {
  /** To a database of {@link TestDatabases}, or an SQLite file. */
  public static DriverSource to(String url) {
    String at = url.substring(url.indexOf('@') + 1);
    if (url.startsWith("sqlite:///")) {
      return new DriverSource("jdbc:sqlite:" + url.substring("sqlite:///".length()));
    }
    return url.startsWith("postgresql")
        ? new DriverSource("jdbc:postgresql://" + at + "?user=postgres&password=postgres")
        : new DriverSource("jdbc:mariadb://" + at.split("\\?", 2)[0] + "?user=root&password=root");
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
