package io.senlin.testkit.databases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A driver before those of PostgreSQL and MariaDB: it lets connections break in the middle of a
 * commit, when nobody can tell whether it was done, and the server be away. Once installed it is
 * there for the whole JVM, and does nothing unless it is told to. Thread-safe.
 */
public final class BrokenCommits implements Driver {
  /** What happens to a commit. */
  public enum Fate {
    /** It is done, and the caller learns of it. */
    KEPT,
    /** It is done, but the connection breaks before the answer. */
    DONE,
    /** The connection breaks before the server has heard of it. */
    UNDONE
  }

  private static final String BROKEN = "08006";
  private static final String UNREACHABLE = "08001";
  private static boolean installed;
  private static volatile Supplier<Fate> fates = () -> Fate.KEPT;
  private static volatile boolean away;

  private final List<Driver> real;

  private BrokenCommits(List<Driver> real) {
    this.real = real;
  }

  /** Takes the place of all other drivers, and hands on to them. */
  public static synchronized void install() throws SQLException {
    if (!installed) {
      List<Driver> real = DriverManager.drivers().toList();
      for (Driver driver : real) {
        DriverManager.deregisterDriver(driver);
      }
      DriverManager.registerDriver(new BrokenCommits(real));
      installed = true;
    }
  }

  /** From now on each commit, of whatever connection, asks what is to become of it. */
  public static void decide(Supplier<Fate> commits) {
    fates = commits;
  }

  /** Whether the servers refuse new connections. */
  public static void away(boolean unreachable) {
    away = unreachable;
  }

  /** All goes well again. */
  public static void mend() {
    decide(() -> Fate.KEPT);
    away(false);
  }

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    boolean server = url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:mariadb:");
    if (server && away) {
      throw new SQLException("the server is away", UNREACHABLE);
    }
    for (Driver driver : real) {
      Connection connection = driver.connect(url, properties);
      if (connection != null) {
        return server ? breakable(connection) : connection;
      }
    }
    return null;
  }

  private static Connection breakable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("commit")
                    ? commit(connection)
                    : call(connection, method, arguments));
  }

  private static @Nullable Object commit(Connection connection) throws SQLException {
    Fate fate = fates.get();
    if (fate != Fate.UNDONE) {
      connection.commit();
    }
    if (fate != Fate.KEPT) {
      connection.close();
      throw new SQLException("the connection broke", BROKEN);
    }
    return null;
  }

  private static @Nullable Object call(
      Connection connection, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    for (Driver driver : real) {
      if (driver.acceptsURL(url)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.senlin.testkit.databases");
  }
}
