package io.senlin.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * An engine that has reported in.
 *
 * @param up whether its last report is recent
 */
public record ServiceRecord(
    String id,
    String host,
    String binary,
    String topic,
    boolean disabled,
    Optional<String> disabledReason,
    boolean up,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {}
