package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScalingTest {
  private static final int MOST = Integer.MAX_VALUE;
  private static final int LEAST = Integer.MIN_VALUE;

  private static int desired(int current, String type, double number) {
    return Scaling.desired(current, type, number, Optional.empty());
  }

  private static int percentage(int current, double number, int minStep) {
    return Scaling.desired(current, "CHANGE_IN_PERCENTAGE", number, Optional.of(minStep));
  }

  @Test
  void addsToTheSize() {
    assertThat(desired(3, "EXACT_CAPACITY", 5)).isEqualTo(5);
    assertThat(desired(3, "CHANGE_IN_CAPACITY", 2)).isEqualTo(5);
    assertThat(desired(3, "CHANGE_IN_CAPACITY", -2)).isEqualTo(1);
    assertThat(desired(10, "CHANGE_IN_PERCENTAGE", 25)).isEqualTo(12);
    assertThat(desired(10, "CHANGE_IN_PERCENTAGE", -25)).isEqualTo(8);
    assertThat(desired(10, "CHANGE_IN_PERCENTAGE", 5)).isEqualTo(11);
    assertThat(percentage(10, 25, 4)).isEqualTo(14);
    assertThat(percentage(10, -25, 4)).isEqualTo(6);
  }

  @Test
  void growsAsFarAsNumbersGoAndNoFurther() {
    assertThat(Scaling.changed(3, MOST)).isEqualTo(MOST);
    assertThat(desired(3, "CHANGE_IN_CAPACITY", MOST)).isEqualTo(MOST);
    assertThat(desired(3, "CHANGE_IN_PERCENTAGE", 1e11)).isEqualTo(MOST);
    assertThat(desired(3, "CHANGE_IN_PERCENTAGE", 1e300)).isEqualTo(MOST);
    assertThat(percentage(3, 50, MOST)).isEqualTo(MOST);
  }

  @Test
  void shrinksAsFarAsNumbersGoAndNoFurther() {
    assertThat(desired(3, "CHANGE_IN_CAPACITY", LEAST)).isEqualTo(LEAST + 3);
    assertThat(desired(3, "CHANGE_IN_PERCENTAGE", -1e11)).isEqualTo(LEAST + 3);
    assertThat(percentage(3, -1e300, 1)).isEqualTo(LEAST + 3);
  }
}
