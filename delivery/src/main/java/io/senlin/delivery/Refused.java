package io.senlin.delivery;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration of dispatchers is wrong; nothing of it took effect. Says all that is wrong. */
public final class Refused extends Exception {
  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param section of senlin.conf, without brackets
   * @param option the key in it
   * @param message what, and what to do about it
   */
  public record Fault(String section, String option, String message) {}

  Refused(List<Fault> faults) {
    super(faults.stream().map(Fault::message).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
