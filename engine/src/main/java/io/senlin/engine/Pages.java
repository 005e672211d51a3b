package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.RowMapper;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists rows of a table as a {@link Listing} asks.
 *
 * @param filters the columns that may be filtered by
 * @param sorts the columns that may be sorted by
 * @param usual the column they are sorted by if nothing else is asked
 */
record Pages<T>(
    String table, RowMapper<T> mapper, List<String> filters, List<String> sorts, String usual) {

  List<T> list(Session tx, Context context, Listing listing) throws SQLException, Refused {
    List<@Nullable Object> values = new ArrayList<>();
    String where = where(context, listing, values);
    String order = order(listing);
    String from = " FROM \"" + table + "\"" + where;
    String limit = listing.limit().isPresent() ? " LIMIT ?" : "";
    if (listing.marker().isEmpty()) {
      listing.limit().ifPresent(values::add);
      return tx.query("SELECT *" + from + order + limit, mapper, values.toArray());
    }
    values.add(listing.marker().get());
    listing.limit().ifPresent(values::add);
    return tx.query(
        "WITH listed AS (SELECT *, ROW_NUMBER() OVER ("
            + order.strip()
            + ") AS place"
            + from
            + ") SELECT * FROM listed WHERE place >"
            + " COALESCE((SELECT place FROM listed WHERE id = ?), 0) ORDER BY place"
            + limit,
        mapper,
        values.toArray());
  }

  private String where(Context context, Listing listing, List<@Nullable Object> values)
      throws Refused {
    List<String> conditions = new ArrayList<>();
    if (!listing.globalProject()) {
      conditions.add("project = ?");
      values.add(context.project());
    }
    for (Map.Entry<String, List<String>> filter : listing.filters().entrySet()) {
      if (!filters.contains(filter.getKey())) {
        throw new Refused.Invalid("Invalid parameter %s".formatted(filter.getKey()));
      }
      String marks = String.join(", ", filter.getValue().stream().map(value -> "?").toList());
      conditions.add("\"" + filter.getKey() + "\" IN (" + marks + ")");
      values.addAll(filter.getValue());
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private String order(Listing listing) throws Refused {
    List<String> columns = new ArrayList<>();
    if (listing.sort().isPresent()) {
      for (String part : listing.sort().get().split(",", -1)) {
        columns.add(column(part.strip()));
      }
    } else {
      columns.add("\"" + usual + "\"");
    }
    columns.add("id");
    return " ORDER BY " + String.join(", ", columns);
  }

  private String column(String part) throws Refused {
    int colon = part.indexOf(':');
    String key = colon < 0 ? part : part.substring(0, colon);
    String direction = colon < 0 ? "asc" : part.substring(colon + 1);
    if (key.isEmpty()) {
      throw new Refused.Invalid("Missing sort key for 'sort'.");
    }
    if (!sorts.contains(key)) {
      throw new Refused.Invalid("Unsupported sort key '%s' for 'sort'.".formatted(key));
    }
    return switch (direction) {
      case "asc", "" -> "\"" + key + "\"";
      case "desc" -> "\"" + key + "\" DESC";
      default ->
          throw new Refused.Invalid("Unsupported sort dir '%s' for 'sort'.".formatted(direction));
    };
  }
}
