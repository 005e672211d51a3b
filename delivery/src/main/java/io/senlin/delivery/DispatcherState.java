package io.senlin.delivery;

/** What a dispatcher is doing. */
public enum DispatcherState {
  /** Not switched on. Its cursor, if it has one, stands still and holds nothing in the journal. */
  DISABLED,
  /** Its instance is being made and opened; tried again with growing pauses until that succeeds. */
  OPENING,
  /** Delivering, or waiting for the next event. */
  RUNNING,
  /** Its last attempt failed; the same events are offered again after a pause. */
  FAILING,
  /** Open, but held by an administrator; its events wait in the journal. */
  PAUSED,
  /** It declared itself gone; its events wait in the journal until it is enabled again. */
  GONE,
  /** The engine is stopping. */
  STOPPED
}
