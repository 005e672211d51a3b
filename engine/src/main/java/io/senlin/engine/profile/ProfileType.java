package io.senlin.engine.profile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of node: makes, watches and removes the real things that nodes stand for. The engine is
 * given its types when it starts.
 *
 * <p><b>Threads.</b> Many threads call one instance at once, but only one at a time for the same
 * node. A call may block; when its action is cancelled or runs out of time the thread is
 * interrupted, and the call should let the {@link InterruptedException} through soon.
 *
 * <p><b>Crashes.</b> The engine may die at any moment, also between a thing's creation and the
 * moment its physical id is stored. {@link #delete} and {@link #recover} are then called with an
 * empty physical id: a type that can find such a thing by the node's id removes it.
 */
public interface ProfileType {
  /** Its name without the version: {@code host.process}. */
  String name();

  /** {@code 1.0}. */
  String version();

  /** The properties of its specs. */
  Schema schema();

  /** The operations it knows beyond those of every node, by name. */
  Map<String, Operation> operations();

  /** What it calls the real thing in messages: {@code process}, {@code server}. */
  String noun();

  /**
   * Checks what the schema cannot say.
   *
   * @param properties complete, with defaults
   * @throws InvalidSpec if a node can never be made from them
   */
  void validate(Map<String, @Nullable Object> properties) throws InvalidSpec;

  /**
   * Makes the real thing.
   *
   * @return its physical id, of at most 36 characters
   */
  String create(NodeHandle node) throws ProfileFailure, InterruptedException;

  /** Removes the real thing; one that is gone already is no failure. */
  void delete(NodeHandle node) throws ProfileFailure, InterruptedException;

  /**
   * Whether the real thing is alive and well.
   *
   * @throws ProfileFailure if that cannot be found out
   */
  boolean check(NodeHandle node) throws ProfileFailure, InterruptedException;

  /**
   * Brings the real thing back.
   *
   * @param operation RECREATE, REBOOT or REBUILD
   * @return its physical id afterwards
   */
  String recover(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException;

  /**
   * Changes the real thing to new properties.
   *
   * @param properties complete, with defaults; those that are not updatable are unchanged
   * @return its physical id afterwards
   */
  String update(NodeHandle node, Map<String, @Nullable Object> properties)
      throws ProfileFailure, InterruptedException;

  /**
   * Runs one of {@link #operations}.
   *
   * @return the node's physical id afterwards
   */
  String operate(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException;

  /** What is known of the real thing, for whoever asks for details of a node. */
  Map<String, @Nullable Object> details(NodeHandle node)
      throws ProfileFailure, InterruptedException;
}
