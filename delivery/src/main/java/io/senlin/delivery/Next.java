package io.senlin.delivery;

import java.time.Duration;

/** What follows after a step of a {@link Courier}. */
sealed interface Next {
  /** The next step, at once. */
  record Again() implements Next {}

  /** There are no events: wait for some. */
  record Idle() implements Next {}

  /** Events come densely: wait for a whole batch, but not for long. */
  record Gather() implements Next {}

  /** The next step, after a pause. */
  record Pause(Duration length) implements Next {}

  /** Nothing: the dispatcher is gone. */
  record Gone(String reason) implements Next {}
}
