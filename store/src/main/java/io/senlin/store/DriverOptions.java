package io.senlin.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver is told besides address, user and password.
 *
 * @param properties in the words of the driver
 * @param unused options of the URL that have no effect here; a socket of the file system is among
 *     them, as the drivers know TCP only
 */
record DriverOptions(Map<String, String> properties, List<String> unused) {
  static final DriverOptions NONE = new DriverOptions(Map.of(), List.of());

  private static final String SYSTEM = "system";
  private static final String VERIFY_FULL = "verify-full";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", VERIFY_FULL);

  DriverOptions {
    properties = Map.copyOf(properties);
    unused = List.copyOf(unused);
  }

  /** Translates the options of libpq, which psycopg2 hands on to it. */
  static DriverOptions postgresql(UrlQuery query) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("tcpKeepAlive", "true");
    properties.put("reWriteBatchedInserts", "true");
    properties.put("logServerErrorDetail", "false"); // the values of rows, in its exceptions
    properties.put("ApplicationName", query.take("application_name").orElse("senlin"));
    String timeout = connectTimeout(query);
    properties.put("connectTimeout", timeout);
    properties.put("loginTimeout", timeout); // from the first packet to the last of the greeting
    query.take("options").ifPresent(value -> properties.put("options", value));
    Optional<String> authority = query.take("sslrootcert");
    sslMode(query.take("sslmode"), authority).ifPresent(mode -> properties.put("sslmode", mode));
    authority.ifPresent(
        value -> {
          if (value.equals(SYSTEM)) {
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
          } else {
            properties.put("sslrootcert", readable("sslrootcert", value));
          }
        });
    query
        .take("sslcert")
        .ifPresent(
            file -> {
              properties.put("sslcert", readable("sslcert", file));
              properties.put("pemKeyAlgorithm", ClientKey.algorithm(Path.of(file)));
            });
    query.take("sslkey").ifPresent(file -> properties.put("sslkey", readable("sslkey", file)));
    query.take("sslpassword").ifPresent(value -> properties.put("sslpassword", value));
    return new DriverOptions(properties, unused(query, "client_encoding"));
  }

  /**
   * What libpq makes of {@code sslmode}: an authority is there to be asked, and anybody may have a
   * certificate of one of the system's.
   */
  private static Optional<String> sslMode(Optional<String> mode, Optional<String> authority) {
    if (mode.isPresent() && !SSL_MODES.contains(mode.get())) {
      throw ConnectionUrl.refusal(
          "has an sslmode that is not known; use disable, allow, prefer, require, verify-ca or"
              + " verify-full");
    }
    if (authority.isPresent() && authority.get().equals(SYSTEM)) {
      if (!mode.orElse(VERIFY_FULL).equals(VERIFY_FULL)) {
        throw ConnectionUrl.refusal(
            "has sslrootcert=system and an sslmode weaker than verify-full; leave sslmode out");
      }
      return Optional.of(VERIFY_FULL);
    }
    return mode.map(each -> each.equals("require") && authority.isPresent() ? "verify-ca" : each);
  }

  /** In seconds; 0 for no limit. */
  private static String connectTimeout(UrlQuery query) {
    String seconds = query.take("connect_timeout").orElse("5");
    if (!seconds.matches("[0-9]{1,5}")) {
      throw ConnectionUrl.refusal("has a connect_timeout that is no number of seconds; correct it");
    }
    return seconds;
  }

  /**
   * Translates the options of PyMySQL and mysqlclient.
   *
   * @param pymysql whether the name of the server is verified if nothing is said of it, as that
   *     driver does
   */
  static DriverOptions mariadb(UrlQuery query, boolean pymysql) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("tcpKeepAlive", "true");
    properties.put("useBulkStmts", "true");
    properties.put("connectTimeout", connectTimeout(query) + "000"); // milliseconds
    Optional<String> authority = query.take("ssl_ca");
    authority.ifPresent(file -> properties.put("serverSslCert", readable("ssl_ca", file)));
    tlsMode(query, authority.isPresent(), pymysql)
        .ifPresent(mode -> properties.put("sslMode", mode));
    Optional<String> certificate = query.take("ssl_cert");
    Optional<String> key = query.take("ssl_key");
    if (certificate.isPresent() && key.isPresent()) {
      properties.putIfAbsent("sslMode", "trust");
      properties.putAll(
          ClientKey.of(
                  Path.of(readable("ssl_cert", certificate.get())),
                  Path.of(readable("ssl_key", key.get())))
              .mariadb());
    } else if (certificate.isPresent() || key.isPresent()) {
      throw ConnectionUrl.refusal("has one of ssl_cert and ssl_key; give both");
    }
    return new DriverOptions(properties, unused(query, "charset", "use_unicode", "plugin"));
  }

  /** The driver's word for how much of TLS is demanded; empty if nothing is said of it. */
  private static Optional<String> tlsMode(UrlQuery query, boolean authority, boolean pymysql) {
    Optional<Boolean> certificate = query.takeFlag("ssl_verify_cert");
    Optional<Boolean> name =
        query.takeFlag("ssl_verify_identity").or(() -> query.takeFlag("ssl_check_hostname"));
    Optional<Boolean> encrypted = query.takeFlag("ssl");
    Optional<String> mode = query.take("ssl_mode");
    if (query.takeFlag("ssl_disabled").orElse(false)) {
      return Optional.of("disable");
    }
    if (mode.isPresent()) {
      return Optional.of(tlsMode(mode.get()));
    }
    if (name.orElse(pymysql && authority && certificate.orElse(true))) {
      return Optional.of(VERIFY_FULL);
    }
    if (certificate.orElse(authority)) {
      return Optional.of("verify-ca");
    }
    boolean wanted =
        authority || certificate.isPresent() || name.isPresent() || encrypted.orElse(false);
    return wanted ? Optional.of("trust") : Optional.empty();
  }

  /** Translates {@code ssl_mode} of MySQL's programs. */
  private static String tlsMode(String mode) {
    return switch (mode.toUpperCase(Locale.ROOT)) {
      case "DISABLED" -> "disable";
      case "PREFERRED", "REQUIRED" -> "trust";
      case "VERIFY_CA" -> "verify-ca";
      case "VERIFY_IDENTITY" -> VERIFY_FULL;
      default ->
          throw ConnectionUrl.refusal(
              "has an ssl_mode that is not known; use DISABLED, REQUIRED, VERIFY_CA or"
                  + " VERIFY_IDENTITY");
    };
  }

  /**
   * What is left over. An option of TLS is never passed over, as the operator relies on it; but for
   * the choice of ciphers, which the JVM makes well enough.
   *
   * @param meaningless options that say what is so here anyway
   */
  private static List<String> unused(UrlQuery query, String... meaningless) {
    for (String name : meaningless) {
      query.take(name);
    }
    for (String name : query.left()) {
      boolean ofTls = name.startsWith("ssl") || name.startsWith("tls");
      if (ofTls && !name.equals("ssl_cipher")) {
        throw ConnectionUrl.refusal(
            "has the option " + name + ", which is not supported; take it out");
      }
    }
    return query.left();
  }

  private static String readable(String option, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw ConnectionUrl.refusal(
          "has the option " + option + ", whose file " + file + " cannot be read; correct it");
    }
    return file;
  }

  /** Without the values, as there may be the password of a key among them. */
  @Override
  public String toString() {
    return "DriverOptions[properties=" + properties.keySet() + ", unused=" + unused + "]";
  }
}
