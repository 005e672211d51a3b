package io.senlin.server.retention;

import io.senlin.api.ArchiveLine;
import io.senlin.dispatchers.database.EventRow;
import io.senlin.dispatchers.database.EventTable;
import picocli.CommandLine.Command;

/** {@code senlin event purge} */
@Command(
    name = "purge",
    description = {
      "Deletes old events from the event table, also while engines run; the journal is not touched."
    })
public final class EventPurgeCommand extends PurgeCommand<EventRow> {
  public EventPurgeCommand() {
    super(EventTable.AGEING, "events", ArchiveLine::of);
  }
}
