package io.senlin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PluginCallTest {
  @Test
  void tracesCausesToTheirPlacesAndShowsNoSecret() {
    Throwable failure =
        new IllegalStateException("cannot log in", new IOException("hunter2 is refused"));

    String trace = PluginCall.trace(failure, text -> text.replace("hunter2", "***"));

    assertThat(trace)
        .startsWith("IllegalStateException: cannot log in\n\tat ")
        .contains("\ncaused by IOException: *** is refused\n\tat ")
        .contains(PluginCallTest.class.getName())
        .doesNotContain("hunter2");
  }

  @Test
  void endsATraceThatGoesInACircle() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));

    assertThat(PluginCall.trace(one, text -> text)).contains("Exception: one", "caused by");
  }
}
