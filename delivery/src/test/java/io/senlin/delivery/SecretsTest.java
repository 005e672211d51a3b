package io.senlin.delivery;

import static io.senlin.delivery.MemoryJournal.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.senlin.spi.Undeliverable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dispatcher is given of its secrets, and what is shown of them. */
@SuppressWarnings("InterruptedExceptionSwallowed") // a test may end with any exception
class SecretsTest extends DeliveryFixture {
  private static final String SECRET = "S3CRET-0123456789\nin two lines";

  @TempDir Path folder;
  private String reference = "";

  @BeforeEach
  void writeTheSecret() throws Exception {
    reference = "file:" + Files.writeString(folder.resolve("token"), SECRET + "\n");
  }

  @Test
  void aDispatcherThatTellsItsOptionsLateIsGivenItsSecretAndShowsItNowhere() throws Exception {
    good.mute(true).before(_ -> refuse("no access with " + SECRET));
    enable("good", "token", reference);
    append(1);
    await().until(() -> status("good").dead() == 1);
    assertThat(good.token()).contains(SECRET);
    assertThat(reason()).isEqualTo("no access with ***");
  }

  @Test
  void aDispatcherThatToldItsOptionsLateIsNotTouchedWhenItTellsThemInTime() throws Exception {
    good.mute(true);
    enable("good", "token", reference);
    await().until(() -> good.calls().size() == 1);
    enable("good", "token", reference);
    good.mute(false);
    enable("good", "token", reference);
    append(1);
    await().until(() -> good.delivered().size() == 1);
    assertThat(good.calls()).containsExactly("open /tmp", "dump");
  }

  @Test
  void noPartOfASecretRemainsWhereATextIsCut() throws Exception {
    good.before(_ -> refuse("x".repeat(490) + SECRET + "y".repeat(20)));
    enable("good", "token", reference);
    append(1);
    await().until(() -> status("good").dead() == 1);
    assertThat(reason()).hasSize(500).endsWith("xxx***yyyyyy…");
  }

  private String reason() {
    return journal.deadLetters("good", 1).getFirst().reason();
  }

  private static void refuse(String reason) throws Undeliverable {
    throw new Undeliverable(reason);
  }
}
