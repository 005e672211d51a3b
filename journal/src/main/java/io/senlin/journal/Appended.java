package io.senlin.journal;

import io.senlin.spi.Event;

/** An event that has its place. */
record Appended(Event event, int bytes) {}
