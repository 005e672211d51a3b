package io.senlin.journal;

import io.senlin.spi.Event;
import java.time.Instant;

/**
 * An event that a dispatcher can never deliver, kept for people to look at.
 *
 * @param at when it was given up
 * @param reason why, in the dispatcher's words
 */
public record DeadLetter(
    String dispatcher, String partition, Event event, String reason, Instant at) {}
