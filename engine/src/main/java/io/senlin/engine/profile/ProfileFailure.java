package io.senlin.engine.profile;

import java.util.Optional;

/** The real thing behind a node could not be made, changed, found out about or removed. */
public final class ProfileFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<String> physicalId;

  /**
   * A failure that leaves nothing behind, or what was there before.
   *
   * @param message why, as the end of "Failed in creating process: …"
   */
  public ProfileFailure(String message) {
    super(message);
    this.physicalId = Optional.empty();
  }

  public ProfileFailure(String message, Throwable cause) {
    super(message, cause);
    this.physicalId = Optional.empty();
  }

  /** A failure that leaves a real thing behind. */
  public ProfileFailure(String message, String physicalId) {
    super(message);
    this.physicalId = Optional.of(physicalId);
  }

  /** The real thing that was left behind, if any. */
  public Optional<String> physicalId() {
    return physicalId;
  }
}
