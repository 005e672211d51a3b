package io.senlin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-22T00:00:00Z",
    "2026-11-22T17:20:15Z, 2026-11-22T17:20:15Z",
    "2026-11-22 17:20:15, 2026-11-22T17:20:15Z",
    "2026-11-22T17:20:15.5+02:00, 2026-11-22T15:20:15.5Z",
    "2026-11-22T17:20:15-05:00, 2026-11-22T22:20:15Z"
  })
  void readsATime(String text, Instant time) {
    assertThat(Start.parse(text)).isEqualTo(new Start.At(time));
  }

  @Test
  void readsAWord() {
    assertThat(Start.parse("now")).isEqualTo(new Start.Now());
    assertThat(Start.parse("beginning")).isEqualTo(new Start.Beginning());
    assertThat(Start.parse("cursor")).isEqualTo(new Start.Cursor());
    assertThatThrownBy(() -> Start.parse("tomorrow"))
        .hasMessageContaining("is none of now, beginning, cursor and a time such as");
  }
}
