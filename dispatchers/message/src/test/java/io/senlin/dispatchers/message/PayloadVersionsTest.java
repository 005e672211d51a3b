package io.senlin.dispatchers.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.dispatchers.message.Field.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadVersionsTest {
  private static final PayloadVersions RECORDED =
      PayloadVersions.of(List.of("Pet 1.0: id TEXT", "Pet 1.1: id TEXT, age INTEGER?"));
  private static final Field ID = Field.of("id", Kind.TEXT, event -> "");
  private static final Field AGE = Field.orNull("age", Kind.INTEGER, event -> 1);
  private static final Field NAME = Field.of("name", Kind.TEXT, event -> "");

  @Test
  void noPayloadChangesWithoutANewVersion() throws IOException {
    PayloadVersions recorded = PayloadVersions.read();
    for (Payload payload : NotificationsPage.payloads()) {
      assertThat(recorded.problem(payload)).isEmpty();
    }
  }

  @Test
  void knowsAPayloadThatHasNotChanged() {
    assertThat(RECORDED.problem(new Payload("Pet", "1.1", List.of(ID, AGE)))).isEmpty();
  }

  @Test
  void refusesAChangeWithinAVersion() {
    assertThat(RECORDED.problem(new Payload("Pet", "1.1", List.of(ID, AGE, NAME))))
        .hasValueSatisfying(it -> assertThat(it).contains("Pet has changed"));
  }

  @Test
  void takesAMinorVersionForAFieldMore() {
    assertThat(RECORDED.problem(new Payload("Pet", "1.2", List.of(ID, AGE, NAME))))
        .hasValueSatisfying(it -> assertThat(it).contains("Pet 1.2: id TEXT, age INTEGER?, name"));
  }

  @Test
  void wantsAMajorVersionForAnythingElse() {
    assertThat(RECORDED.problem(new Payload("Pet", "1.2", List.of(ID, NAME))))
        .hasValueSatisfying(it -> assertThat(it).contains("may not follow"));
    assertThat(RECORDED.problem(new Payload("Pet", "2.0", List.of(ID, NAME))))
        .hasValueSatisfying(it -> assertThat(it).contains("add to"));
  }
}
