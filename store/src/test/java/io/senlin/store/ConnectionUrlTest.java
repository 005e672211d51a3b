package io.senlin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectionUrlTest {
  @Test
  void readsTheFileOfSqlite() {
    assertThat(ConnectionUrl.parse("sqlite:////var/lib/senlin.db").file())
        .isEqualTo(Path.of("/var/lib/senlin.db"));
    assertThat(ConnectionUrl.parse("sqlite:///senlin.db").file()).isEqualTo(Path.of("senlin.db"));
  }

  @Test
  void readsWhatOsloWritesForMysql() {
    ConnectionUrl url = ConnectionUrl.parse("mysql+pymysql://senlin:p%40ss@db/senlin?charset=utf8");
    assertThat(url.dialect()).isEqualTo(Dialect.MARIADB);
    assertThat(url.user()).isEqualTo("senlin");
    assertThat(url.password()).isEqualTo("p@ss");
    assertThat(url.jdbc(Map.of())).isEqualTo("jdbc:mariadb://db:3306/senlin?");
  }

  @Test
  void readsWhatOsloWritesForPostgresql() {
    ConnectionUrl url =
        ConnectionUrl.parse("postgresql+psycopg2://u@[::1]:5433/senlin?sslmode=verify-full");
    assertThat(url.dialect()).isEqualTo(Dialect.POSTGRESQL);
    assertThat(url.password()).isEmpty();
    assertThat(url.jdbc(Map.of()))
        .isEqualTo("jdbc:postgresql://[::1]:5433/senlin?sslmode=verify-full");
  }

  @Test
  void translatesTheOptionsOfPymysqlForTls() {
    ConnectionUrl url =
        ConnectionUrl.parse(
            "mysql://u:p@db:3307/senlin?ssl_ca=/etc/ca.pem&ssl_verify_identity=true");
    assertThat(url.options())
        .isEqualTo(Map.of("serverSslCert", "/etc/ca.pem", "sslMode", "verify-full"));
  }

  @Test
  void refusesWhatItDoesNotKnowWithoutShowingThePassword() {
    for (String url :
        new String[] {
          "oracle://u:secret@db/senlin",
          "postgresql://u:secret@db",
          "postgresql://u:secret@db/senlin?sslmodus=x",
          "mysql://u:secret@db/senlin?sslmode=require",
          "secret",
          "sqlite://",
        }) {
      assertThatThrownBy(() -> ConnectionUrl.parse(url))
          .isInstanceOf(StoreFailure.class)
          .hasMessageStartingWith("[database] connection")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void namesAServerWithoutItsPassword() {
    assertThat(ConnectionUrl.parse("mysql://u:secret@db/senlin"))
        .hasToString("the database //db:3306/senlin".replace("//", ""));
  }
}
