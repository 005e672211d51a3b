package io.senlin.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster or node an action works on, as it was at the moment of the event.
 *
 * <p>Immutable. Maps hold JSON-like values: null, String, Boolean, Number, List and Map.
 */
public sealed interface Entity permits Cluster, Node {
  /** The UUID of the cluster or node. */
  String id();

  String name();

  /** The UUID of the profile its nodes, or it itself, are made from. */
  String profileId();

  /** The cluster this is or belongs to; empty for a node outside any cluster. */
  String clusterId();

  /** INIT, ACTIVE, CREATING, DELETING, RESIZING, WARNING, ERROR, CRITICAL and so on. */
  String status();

  String statusReason();

  /** Key and value pairs an operator attached. */
  Map<String, @Nullable Object> metadata();

  /** What the engine and its policies keep with it. */
  Map<String, @Nullable Object> data();

  Map<String, @Nullable Object> dependents();

  String user();

  String project();

  Optional<String> domain();

  Optional<Instant> initAt();

  Optional<Instant> createdAt();

  Optional<Instant> updatedAt();
}
