package io.senlin.dispatchers.jsonfile;

import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** When what was written is forced from the memory of the operating system to the disk. */
sealed interface Fsync {
  /** Before a batch counts as delivered: a power cut loses nothing. */
  record Batch() implements Fsync {}

  /** When the operating system does it: a power cut loses some seconds, a crash of ours nothing. */
  record Never() implements Fsync {}

  /** So long after a write at the latest: a power cut loses about as much. */
  record Within(Duration delay) implements Fsync {}

  static Fsync from(Settings settings, String option) {
    String value = settings.text(option);
    return switch (value) {
      case "batch" -> new Batch();
      case "never" -> new Never();
      default -> within(duration(settings, option));
    };
  }

  private static Fsync within(Duration delay) {
    return delay.isZero() ? new Batch() : new Within(delay);
  }

  private static Duration duration(Settings settings, String option) {
    Option interval = Option.of(option, Option.Kind.DURATION, "");
    Map<String, String> given = Map.of(option, settings.text(option));
    return Settings.of(settings.dispatcher(), List.of(interval), given).duration(option);
  }
}
