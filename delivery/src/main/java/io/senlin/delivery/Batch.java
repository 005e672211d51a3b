package io.senlin.delivery;

import io.senlin.spi.Event;
import java.util.List;

/**
 * Events of one partition that are handed over together, and what moves the cursor past them.
 *
 * @param events those that passed the filter; may be none
 * @param last the sequence of the last event read, passed or not
 * @param oneByOne whether each is to be offered alone, because one of them is undeliverable
 */
record Batch(Lane lane, List<Event> events, long last, boolean oneByOne) {
  Batch {
    events = List.copyOf(events);
  }

  /** What to hand over next. */
  List<Event> offer() {
    return oneByOne ? events.subList(0, 1) : events;
  }

  /** The sequence up to which everything is done once the first {@code delivered} events are. */
  long doneAfter(int delivered) {
    return delivered == events.size() ? last : events.get(delivered).details().sequence() - 1;
  }

  /** What is left after the first {@code delivered} events. */
  Batch after(int delivered) {
    return new Batch(lane, events.subList(delivered, events.size()), last, oneByOne);
  }

  Batch eachAlone() {
    return new Batch(lane, events, last, true);
  }
}
