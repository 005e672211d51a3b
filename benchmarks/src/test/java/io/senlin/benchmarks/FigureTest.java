package io.senlin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void aRatioMeetsItsGoalOrMissesIt() {
    assertThat(new Figure("speed", "events/s", 60, 100, new Goal.AtLeast(0.5)).met()).isTrue();
    assertThat(new Figure("speed", "events/s", 40, 100, new Goal.AtLeast(0.5)).met()).isFalse();
    assertThat(new Figure("cost", "us", 120, 100, new Goal.AtMost(1.3)).met()).isTrue();
    assertThat(new Figure("cost", "us", 140, 100, new Goal.AtMost(1.3)).toString())
        .contains("140.0 :", "100.0 us", "1.40", "<= 1.30", "MISSED");
    assertThat(new Figure("cost", "us", 140, 100, new Goal.None()).toString()).endsWith("1.40");
  }

  @Test
  void comparesMediansAndLeavesTheFirstRoundOut() throws Exception {
    Iterator<Double> ours = List.of(999.0, 5.0, 1.0, 3.0).iterator();
    Iterator<Double> reference = List.of(999.0, 2.0, 8.0, 6.0).iterator();
    Figure figure =
        new Comparison("both", "us", ours::next, reference::next, new Goal.AtMost(1)).run(3);
    assertThat(figure.ours()).isEqualTo(3);
    assertThat(figure.reference()).isEqualTo(6);
  }
}
