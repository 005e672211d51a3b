package io.senlin.testkit;

/**
 * A way in which a sink can be down, that a test can cause and end: a refused connection, a full
 * disk, a peer that accepts and never answers.
 *
 * @param name what is wrong, for the report
 * @param begin from its return on, until {@code end}, the sink is down
 * @param end from its return on the sink works again
 */
public record Outage(String name, Step begin, Step end) {

  /** Something a test does to a sink. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
