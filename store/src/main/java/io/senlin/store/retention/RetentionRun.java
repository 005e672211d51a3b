package io.senlin.store.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that an engine deleted what was too old.
 *
 * @param engine which engine
 * @param took empty if it is still under way, or its engine was ended
 * @param events how many events it deleted
 * @param actions how many actions
 * @param error why it ended early
 */
public record RetentionRun(
    String engine,
    Instant beganAt,
    Optional<Duration> took,
    long events,
    long actions,
    Optional<String> error) {}
