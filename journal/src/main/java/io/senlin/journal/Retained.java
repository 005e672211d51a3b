package io.senlin.journal;

/**
 * What a run of {@link Journal#retain} did.
 *
 * @param deleted the number of events deleted
 * @param overdue the number of events kept beyond age or size because an enabled dispatcher has not
 *     done them
 */
public record Retained(long deleted, long overdue) {
  Retained plus(Retained other) {
    return new Retained(deleted + other.deleted, overdue + other.overdue);
  }
}
