package io.senlin.delivery;

import java.time.Duration;

/** Lets time pass; tests pass it faster. */
@FunctionalInterface
interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}
