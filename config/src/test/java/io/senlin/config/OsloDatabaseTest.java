package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The section [database] as it stands in files written for oslo.db. */
final class OsloDatabaseTest {
  private static final Option<Duration> RECYCLE =
      Option.durationOrNever("database", "connection_recycle_time").or("1h");
  private static final Options OPTIONS =
      Options.of(
          List.of(
              RECYCLE,
              Option.text("database", "connection").secret(),
              Option.integer("database", "max_pool_size", 0, 1000),
              Option.integer("database", "max_retries", -1, 1000),
              Option.duration("database", "retry_interval")));

  private static Configuration read(String lines) throws ConfigurationException {
    return Configuration.parse(
        OPTIONS, Secrets.of(Map.of()), Path.of("senlin.conf"), "[database]\n" + lines);
  }

  @Test
  void isReadWithANoteForEachOptionThatHasNoEffect() throws ConfigurationException {
    Configuration configuration =
        read(
            """
            connection = mysql+pymysql://senlin:secret@db/senlin?charset=utf8
            slave_connection = mysql+pymysql://senlin:secret@replica/senlin
            backend = sqlalchemy
            connection_recycle_time = 600
            max_pool_size = 0
            max_overflow = 50
            max_retries = -1
            pool_timeout = 30
            retry_interval = 10
            db_max_retries = 20
            db_retry_interval = 1
            db_max_retry_interval = 10
            mysql_sql_mode = TRADITIONAL
            idle_timeout = 3600
            """);
    assertThat(configuration.notices())
        .extracting(Problem::toString)
        .hasSize(9)
        .allMatch(note -> note.contains("has no effect here"))
        .noneMatch(note -> note.contains("secret"));
    assertThat(configuration.get(RECYCLE)).isEqualTo(Duration.ofMinutes(10));
    assertThat(configuration.settings().toString()).doesNotContain("secret");
  }

  @Test
  void mayKeepConnectionsForEver() throws ConfigurationException {
    assertThat(read("connection_recycle_time = -1").get(RECYCLE)).isZero();
  }

  @Test
  void isStillSearchedForMisspeltWords() {
    assertThatThrownBy(() -> read("max_pool_sise = 5"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("max_pool_size");
  }
}
