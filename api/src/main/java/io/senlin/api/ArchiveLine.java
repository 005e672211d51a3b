package io.senlin.api;

import io.senlin.dispatchers.database.EventRow;
import io.senlin.engine.ActionRecord;
import java.util.Optional;

/**
 * What is kept of an event or an action that is deleted: one line of JSON with the fields of the
 * newest microversion of the API. The cluster of an event is named by its id only: as it is now, it
 * would say nothing about then.
 */
public final class ArchiveLine {
  private static final int ANY_DEPTH = 1000;
  private static final Json JSON = new Json(ANY_DEPTH, Integer.MAX_VALUE);

  private ArchiveLine() {}

  /** An event, in UTF-8 and without the end of the line. */
  public static byte[] of(EventRow event) {
    return JSON.write(EventView.fields(event, Optional.empty(), JSON));
  }

  /** An action, in UTF-8 and without the end of the line. */
  public static byte[] of(ActionRecord action) {
    return JSON.write(ActionsResource.shown(action, Microversion.NEWEST));
  }
}
