package io.senlin.engine;

/** Where an action is in its life, with Senlin's names. */
public enum ActionStatus {
  INIT,
  WAITING,
  READY,
  RUNNING,
  SUSPENDED,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  WAITING_LIFECYCLE_COMPLETION;

  /** Whether nothing follows: SUCCEEDED, FAILED or CANCELLED. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
