package io.senlin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one dispatcher fares, at one moment. Counts are those since the engine started, but for dead
 * letters, which counts all that are kept.
 *
 * @param version of the plugin it comes from; empty if the plugin does not say, or is not there
 * @param position the sequence up to which everything is done in this engine's partition
 * @param head the sequence of the newest event there
 * @param lagEvents how many events are not done, over all partitions this engine delivers; 0 while
 *     the journal cannot be read
 * @param lag the age of the oldest event that is not done; zero if there is none; empty while the
 *     journal cannot be read
 * @param filtered how many events its filter left out
 * @param retried how many attempts were repeated
 * @param dead how many of its events are dead letters
 * @param missed how many events the journal's retention took away before they were delivered
 * @param lastError what it last failed with, in one line; stays after it has recovered
 * @param nextAttempt when it tries again, while it fails
 * @param since when its present state began
 */
public record DispatcherStatus(
    String name,
    DispatcherState state,
    Optional<String> version,
    long position,
    long head,
    long lagEvents,
    Optional<Duration> lag,
    long delivered,
    long filtered,
    long retried,
    long dead,
    long missed,
    Optional<String> lastError,
    Optional<Instant> lastErrorAt,
    Optional<Instant> nextAttempt,
    Instant since) {}
