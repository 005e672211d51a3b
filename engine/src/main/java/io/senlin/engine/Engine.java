package io.senlin.engine;

import java.util.List;

/**
 * The engine: takes requests, and runs the actions they become. Thread-safe.
 *
 * <p>{@link #close} lets no new action start, gives those that run a moment to end, and leaves the
 * rest to the next start.
 */
@SuppressWarnings("DoNotCallSuggester") // the methods follow
public final class Engine implements AutoCloseable {
  public Profiles profiles() {
    throw new UnsupportedOperationException();
  }

  public Clusters clusters() {
    throw new UnsupportedOperationException();
  }

  public Nodes nodes() {
    throw new UnsupportedOperationException();
  }

  public Actions actions() {
    throw new UnsupportedOperationException();
  }

  public ProfileTypes profileTypes() {
    throw new UnsupportedOperationException();
  }

  /** Every engine that has reported in, by host. */
  public List<ServiceRecord> services() {
    throw new UnsupportedOperationException();
  }

  /** The UUID of this start of the engine: owner of its actions. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** The revision shown by build-info. */
  public String revision() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
