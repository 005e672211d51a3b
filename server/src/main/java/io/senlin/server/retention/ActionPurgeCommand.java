package io.senlin.server.retention;

import io.senlin.api.ArchiveLine;
import io.senlin.engine.ActionRecord;
import io.senlin.engine.EndedActions;
import picocli.CommandLine.Command;

/** {@code senlin action purge} */
@Command(
    name = "purge",
    description = {
      "Deletes actions that were created long ago and have ended, also while engines run; never one"
          + " that another action waits for."
    })
public final class ActionPurgeCommand extends PurgeCommand<ActionRecord> {
  public ActionPurgeCommand() {
    super(EndedActions.TABLE, "actions", ArchiveLine::of);
  }
}
