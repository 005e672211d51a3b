package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.RowMapper;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds a row of the caller's project by its id, else by its name, else by the start of its id.
 *
 * @param table the table, and what its rows are called in messages
 */
record Finder<T>(String table, RowMapper<T> mapper) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");
  private static final int MAX_LENGTH = 255;

  /** The one row meant, as it is in {@code tx}. */
  T find(Session tx, Context context, String identity) throws SQLException, Refused {
    if (identity.isEmpty() || identity.length() > MAX_LENGTH) {
      throw new Refused.NotFound(table, identity);
    }
    String select = "SELECT * FROM \"" + table + "\" WHERE project = ? AND ";
    String project = context.project();
    if (UUID.matcher(identity).matches()) {
      Optional<T> byId = tx.first(select + "id = ?", mapper, project, identity);
      if (byId.isPresent()) {
        return byId.get();
      }
    }
    List<T> byName = tx.query(select + "name = ? LIMIT 2", mapper, project, identity);
    List<T> found =
        byName.isEmpty()
            ? tx.query(select + "id LIKE ? ESCAPE '!' LIMIT 2", mapper, project, prefix(identity))
            : byName;
    if (found.size() > 1) {
      throw new Refused.Ambiguous(identity);
    }
    if (found.isEmpty()) {
      throw new Refused.NotFound(table, identity);
    }
    return found.getFirst();
  }

  private static String prefix(String identity) {
    return identity.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
