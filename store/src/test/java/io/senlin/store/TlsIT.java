package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.testkit.databases.DatabaseServer;
import io.senlin.testkit.databases.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that speak TLS with a certificate of their own, and clients that know it or do not. */
final class TlsIT {
  @TempDir Path directory;

  private SelfSigned server;
  private SelfSigned stranger;
  private SelfSigned client;

  @BeforeEach
  void makeCertificates() throws IOException, GeneralSecurityException {
    server = SelfSigned.make(directory, "ip:127.0.0.1");
    stranger = SelfSigned.make(directory, "ip:127.0.0.1");
    client = SelfSigned.make(directory, "dns:client");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  private static String cipher(String url, String sql) {
    StoreSettings settings = new StoreSettings(url, 1, 0, Duration.ZERO, Duration.ZERO);
    try (Store store = Store.open(settings)) {
      return store.read(s -> s.first(sql, row -> row.text("cipher")).orElse(""));
    }
  }

  private static void refused(String url, String sql) {
    assertThatThrownBy(() -> cipher(url, sql))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("certificate of the server is not accepted")
        .hasMessageNotContaining("secret");
  }

  @Test
  void postgresql() throws IOException {
    String sql = "SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    try (DatabaseServer postgres =
        DatabaseServer.postgres(
            folder("postgres"),
            "ssl=on",
            "ssl_cert_file=" + server.certificate(),
            "ssl_key_file=" + server.key(),
            "ssl_ca_file=" + client.certificate())) {
      String url = postgres.create("tls").replace("@", ":secret@") + "?sslmode=";
      String known = "&sslrootcert=" + server.certificate();
      assertThat(cipher(url + "disable", sql)).isEmpty();
      assertThat(cipher(url + "verify-full" + known, sql)).isNotEmpty();
      assertThat(
              cipher(
                  url
                      + ("verify-ca" + known)
                      + ("&sslcert=" + client.certificate() + "&sslkey=" + client.key()),
                  sql))
          .isNotEmpty();
      refused(url + "verify-ca&sslrootcert=" + stranger.certificate(), sql);
      refused(url.replace("127.0.0.1", "localhost") + "verify-full" + known, sql);
    }
  }

  @Test
  void mariadb() throws IOException {
    String sql =
        "SELECT variable_value AS cipher FROM information_schema.session_status"
            + " WHERE variable_name = 'Ssl_cipher'";
    try (DatabaseServer mariadb =
        DatabaseServer.mariadb(
            folder("mariadb"),
            "--ssl-cert=" + server.certificate(),
            "--ssl-key=" + server.key(),
            "--ssl-ca=" + client.certificate())) {
      String url = mariadb.create("tls") + "?";
      String known = "ssl_ca=" + server.certificate();
      assertThat(cipher(url, sql)).isEmpty();
      assertThat(cipher(url + known, sql)).isNotEmpty();
      assertThat(cipher(url + known + "&ssl_verify_identity=true", sql)).isNotEmpty();
      assertThat(
              cipher(
                  url + known + "&ssl_cert=" + client.certificate() + "&ssl_key=" + client.key(),
                  sql))
          .isNotEmpty();
      refused(url + "ssl_ca=" + stranger.certificate(), sql);
      refused(url.replace("127.0.0.1", "localhost") + known + "&ssl_verify_identity=true", sql);
    }
  }
}
