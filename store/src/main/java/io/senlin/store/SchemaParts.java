package io.senlin.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of what tables consist of, in lower case.
 *
 * @param columns {@code table.column}
 * @param indexes {@code table.index}
 */
record SchemaParts(Set<String> columns, Set<String> indexes) {
  private static final String NAME = "[\"`]?(\\w+)[\"`]?";
  private static final Pattern TABLE =
      Pattern.compile(
          "^CREATE TABLE (?:IF NOT EXISTS )?" + NAME + " \\(\\R(.*?)^\\)",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile(
          "^  (?!PRIMARY|UNIQUE|KEY|CONSTRAINT|FOREIGN)" + NAME + " ", Pattern.MULTILINE);
  private static final Pattern ADDED =
      Pattern.compile(
          "^ALTER TABLE " + NAME + " ADD COLUMN (?:IF NOT EXISTS )?" + NAME, Pattern.MULTILINE);
  private static final Pattern REMOVED =
      Pattern.compile(
          "^ALTER TABLE " + NAME + " DROP COLUMN (?:IF EXISTS )?" + NAME, Pattern.MULTILINE);
  private static final Pattern INDEX =
      Pattern.compile(
          "^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?" + NAME + " ON " + NAME,
          Pattern.MULTILINE);
  private static final Pattern UNINDEXED =
      Pattern.compile("^DROP INDEX (?:IF EXISTS )?" + NAME, Pattern.MULTILINE);
  private static final Pattern DROPPED = Pattern.compile("^DROP TABLE " + NAME, Pattern.MULTILINE);

  /** What migrations leave behind, given their texts in order. */
  static SchemaParts declared(List<String> migrations) {
    SchemaParts parts = new SchemaParts(new TreeSet<>(), new TreeSet<>());
    migrations.forEach(parts::apply);
    return parts;
  }

  private void apply(String migration) {
    DROPPED.matcher(migration).results().forEach(dropped -> removeTable(dropped.group(1)));
    Matcher table = TABLE.matcher(migration);
    while (table.find()) {
      String name = table.group(1);
      COLUMN
          .matcher(table.group(2))
          .results()
          .forEach(column -> add(columns, name, column.group(1)));
    }
    ADDED.matcher(migration).results().forEach(it -> add(columns, it.group(1), it.group(2)));
    REMOVED
        .matcher(migration)
        .results()
        .forEach(it -> columns.remove((it.group(1) + "." + it.group(2)).toLowerCase(Locale.ROOT)));
    UNINDEXED
        .matcher(migration)
        .results()
        .map(dropped -> "." + dropped.group(1).toLowerCase(Locale.ROOT))
        .forEach(name -> indexes.removeIf(index -> index.endsWith(name)));
    INDEX.matcher(migration).results().forEach(it -> add(indexes, it.group(2), it.group(1)));
  }

  private void removeTable(String table) {
    String prefix = table.toLowerCase(Locale.ROOT) + ".";
    columns.removeIf(column -> column.startsWith(prefix));
    indexes.removeIf(index -> index.startsWith(prefix));
  }

  private static void add(Set<String> parts, String table, String part) {
    parts.add((table + "." + part).toLowerCase(Locale.ROOT));
  }

  /** What there is of {@code tables}. */
  static SchemaParts actual(Connection connection, Set<String> tables) throws SQLException {
    SchemaParts parts = new SchemaParts(new TreeSet<>(), new TreeSet<>());
    DatabaseMetaData data = connection.getMetaData();
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    for (String table : tables) {
      try (ResultSet result = data.getColumns(catalog, schema, table, "%")) {
        while (result.next()) {
          add(parts.columns, result.getString("TABLE_NAME"), result.getString("COLUMN_NAME"));
        }
      }
      try (ResultSet result = data.getIndexInfo(catalog, schema, table, false, true)) {
        while (result.next()) {
          String index = result.getString("INDEX_NAME");
          if (index != null) {
            add(parts.indexes, table, index);
          }
        }
      }
    }
    return parts;
  }

  /** What these have and {@code actual} has not, a sentence each. */
  List<String> missingIn(SchemaParts actual) {
    List<String> missing = new ArrayList<>();
    columns.stream()
        .filter(column -> !actual.columns.contains(column))
        .forEach(column -> missing.add("the column " + column + " is missing; restore a backup"));
    indexes.stream()
        .filter(index -> !actual.indexes.contains(index))
        .forEach(index -> missing.add("the index " + index + " is missing; create it again"));
    return missing;
  }
}
