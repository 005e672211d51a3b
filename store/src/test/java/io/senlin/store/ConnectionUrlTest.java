package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionUrlTest {
  @TempDir Path directory;

  @Test
  void readsTheFileOfSqlite() {
    assertThat(ConnectionUrl.parse("sqlite:////var/lib/senlin.db").file())
        .isEqualTo(Path.of("/var/lib/senlin.db"));
    assertThat(ConnectionUrl.parse("sqlite:///senlin.db").file()).isEqualTo(Path.of("senlin.db"));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql+pymysql://senlin:p@db/senlin?charset=utf8, jdbc:mariadb://db:3306/senlin",
    "mysql://senlin:p@db:3307/senlin, jdbc:mariadb://db:3307/senlin",
    "mariadb+mariadbconnector://senlin:p@db/senlin, jdbc:mariadb://db:3306/senlin",
    "mysql+mysqldb://senlin:p@[fd00::1]/senlin, jdbc:mariadb://[fd00::1]:3306/senlin",
    "mysql+pymysql://senlin:p@/senlin, jdbc:mariadb://localhost:3306/senlin",
    "postgresql+psycopg2://senlin:p@[::1]:5433/senlin, jdbc:postgresql://[::1]:5433/senlin",
    "postgresql://senlin:p@db/senlin, jdbc:postgresql://db:5432/senlin",
    "postgres://senlin:p@db:/senlin, jdbc:postgresql://db:5432/senlin",
    "postgresql+psycopg2://senlin:p@/senlin?host=db, jdbc:postgresql://db:5432/senlin",
  })
  void readsWhatOsloWrites(String url, String jdbc) {
    ConnectionUrl read = ConnectionUrl.parse(url);
    assertThat(read.jdbc()).isEqualTo(jdbc);
    assertThat(read.user()).isEqualTo("senlin");
    assertThat(read.password()).isEqualTo("p");
    assertThat(read.options().unused()).isEmpty();
  }

  /** By the rules of SQLAlchemy: only percent signs are special. */
  @ParameterizedTest
  @CsvSource({
    "p%40ss%2Fword, p@ss/word",
    "a+b, a+b",
    "100%, 100%",
    "50%zz, 50%zz",
    "a/b, a/b",
    "a:b?c, a:b?c",
    "gr%C3%BCn, grün",
    "'', ''",
  })
  void readsPasswordsAsTheyAreMeant(String written, String meant) {
    ConnectionUrl url = ConnectionUrl.parse("mysql+pymysql://senlin:" + written + "@db/senlin");
    assertThat(url.password()).isEqualTo(meant);
    assertThat(url.jdbc()).isEqualTo("jdbc:mariadb://db:3306/senlin");
  }

  @Test
  void knowsAUserWithoutAPassword() {
    ConnectionUrl url = ConnectionUrl.parse("postgresql://senlin@db/senlin");
    assertThat(url.user()).isEqualTo("senlin");
    assertThat(url.properties()).doesNotContainKey("password");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql+pymysql, ssl_ca=CA, verify-full", // as PyMySQL does
    "mysql+pymysql, ssl_ca=CA&ssl_check_hostname=false, verify-ca",
    "mysql+pymysql, ssl_ca=CA&ssl_verify_cert=false, trust",
    "mysql, ssl_ca=CA, verify-ca",
    "mysql, ssl_ca=CA&ssl_verify_identity=true, verify-full",
    "mysql, ssl_verify_cert=true, verify-ca",
    "mysql, ssl=true, trust",
    "mysql, ssl_mode=VERIFY_IDENTITY, verify-full",
    "mysql+pymysql, ssl_disabled=true, disable",
    "mysql+pymysql, charset=utf8, ",
  })
  void asksMariaDbForAsMuchOfTlsAsTheUrl(String scheme, String query, String mode)
      throws IOException {
    Path authority = Files.writeString(directory.resolve("ca.pem"), "");
    ConnectionUrl url =
        ConnectionUrl.parse(
            scheme + "://u:p@db/senlin?" + query.replace("CA", authority.toString()));
    assertThat(url.options().properties().get("sslMode")).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "sslmode=verify-full&sslrootcert=CA, verify-full",
    "sslmode=require, require",
    "sslmode=require&sslrootcert=CA, verify-ca", // as libpq does
    "sslrootcert=system, verify-full",
    "sslrootcert=system&sslmode=verify-full, verify-full",
  })
  void asksPostgresqlForAsMuchOfTlsAsTheUrl(String query, String mode) throws IOException {
    Path authority = Files.writeString(directory.resolve("ca.pem"), "");
    ConnectionUrl url =
        ConnectionUrl.parse("postgresql://u:p@db/senlin?" + query.replace("CA", "" + authority));
    assertThat(url.options().properties().get("sslmode")).isEqualTo(mode);
  }

  @Test
  void saysHowToWriteAPasswordThatWouldBeCutShort() {
    assertThatThrownBy(() -> ConnectionUrl.parse("postgresql://u:hun@ter2@db/senlin"))
        .hasMessageContaining("%40")
        .hasMessageContaining("%2F")
        .hasMessageNotContaining("ter2");
    assertThat(ConnectionUrl.parse("postgresql://u@server:p@db/senlin").user())
        .isEqualTo("u@server");
  }

  @Test
  void namesTheModesOfTlsThereAre() {
    assertThatThrownBy(() -> ConnectionUrl.parse("postgresql://u:p@db/senlin?sslmode=bad"))
        .hasMessageContaining("use disable, allow, prefer, require, verify-ca or verify-full");
  }

  @Test
  void waitsForAServerAsLongAsTheUrlSays() {
    assertThat(
            ConnectionUrl.parse("postgresql://u:p@db/senlin?connect_timeout=20")
                .options()
                .properties())
        .containsEntry("connectTimeout", "20")
        .containsEntry("loginTimeout", "20");
  }

  @Test
  void passesOverWhatHasNoEffectHereButSaysSo() {
    assertThat(
            ConnectionUrl.parse(
                    "mysql+pymysql://u:p@db/s?read_default_file=/etc/my.cnf.d/tripleo.cnf"
                        + "&read_default_group=tripleo&ssl_cipher=DHE-RSA-AES256-SHA"
                        + "&unix_socket=/run/mysqld/mysqld.sock")
                .options()
                .unused())
        .containsExactly("read_default_file", "read_default_group", "ssl_cipher", "unix_socket");
    assertThat(
            ConnectionUrl.parse("postgresql://u:p@/s?host=/run/postgresql&target_session_attrs=any")
                .options()
                .unused())
        .containsExactly("target_session_attrs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oracle://u:secret@db/senlin",
        "postgresql://u:secret@db",
        "postgresql://u:secret@db/",
        "postgresql://u:secret@db:port/senlin",
        "postgresql://u:secret@db:65536/senlin",
        "postgresql://u:pass@secret@db:1/senlin",
        "mysql+pymysql://u:pass@word/secret@db:1/senlin",
        "mysql+pymysql://u:pass@word:secret@db:1/senlin",
        "mysql+pymysql://u:pass@word/secret?secret@db/senlin",
        "mysql+pymysql://u:pass@word/secret?secret=secret@db/senlin",
        "mysql+pymysql://u:1/secret?secret@db:secret/senlin",
        "postgresql://u:secret@db/senlin?sslmode=bad",
        "postgresql://u:secret@db/senlin?sslrootcert=system&sslmode=require",
        "postgresql://u:secret@db/senlin?sslrootcert=system&sslmode=verify-ca",
        "postgresql://u:secret@db/senlin?connect_timeout=soon",
        "mysql://u:secret@db/senlin?connect_timeout=-1",
        "postgresql://u:secret@db/senlin?sslmodus=x",
        "postgresql://u:secret@db/senlin?sslrootcert=/nowhere/ca.pem",
        "mysql://u:secret@db/senlin?sslmode=require",
        "mysql://u:secret@db/senlin?ssl_mode=SECRET",
        "mysql://u:secret@db/senlin?ssl_capath=/etc/ssl/certs",
        "secret",
        "sqlite://",
        "sqlite:secret",
      })
  void refusesWhatItCannotHonourWithoutShowingThePassword(String url) {
    assertThatThrownBy(() -> ConnectionUrl.parse(url))
        .isInstanceOf(StoreFailure.class)
        .hasMessageStartingWith("[database] connection")
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesAServerWithoutItsPassword() {
    assertThat(ConnectionUrl.parse("mysql://u:secret@db/senlin"))
        .hasToString("the database db:3306/senlin");
    assertThat(
            ConnectionUrl.parse("postgresql://u:secret@db/senlin?sslpassword=secret")
                .options()
                .toString())
        .doesNotContain("secret");
  }
}
