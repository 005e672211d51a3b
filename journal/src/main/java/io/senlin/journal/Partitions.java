package io.senlin.journal;

import io.senlin.store.Dialect;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code event_partition}: which engine owns which partition of the journal. Its owner
 * alone appends to a partition or delivers it. One that has no owner is wholly delivered.
 *
 * <p>An SQLite file has one partition, and whoever has the file owns it: no table is needed.
 */
public final class Partitions {
  private Partitions() {}

  /**
   * Takes a partition that nobody owns, or makes a new one.
   *
   * @return its name
   */
  public static String take(Session tx, String engine) throws SQLException {
    if (tx.dialect() == Dialect.SQLITE) {
      return JournalTable.LOCAL;
    }
    Optional<String> free =
        tx.first(
            "SELECT name FROM event_partition WHERE owner IS NULL ORDER BY name LIMIT 1"
                + tx.dialect().skipLocked(),
            row -> row.text("name"));
    String name = free.orElseGet(() -> UUID.randomUUID().toString());
    own(tx, name, engine);
    return name;
  }

  /** Makes an engine the owner of a partition, whoever owns it, and whether it exists or not. */
  public static void own(Session tx, String partition, String engine) throws SQLException {
    if (tx.dialect() == Dialect.SQLITE) {
      return;
    }
    int changed =
        tx.update(
            "UPDATE event_partition SET owner = ?, depth = 0 WHERE name = ?", engine, partition);
    if (changed == 0) {
      tx.update("INSERT INTO event_partition (name, owner) VALUES (?, ?)", partition, engine);
    }
  }

  /**
   * Gives an engine all that another one owned, to be delivered before its own.
   *
   * @param from an engine that does not write any more
   */
  public static void pass(Session tx, String from, String to) throws SQLException {
    if (tx.dialect() != Dialect.SQLITE) {
      tx.update(
          "UPDATE event_partition SET owner = ?, depth = depth + 1 WHERE owner = ?", to, from);
    }
  }

  /**
   * Puts an engine in the place of another one, whose partition it goes on appending to.
   *
   * @param from an engine that does not write any more
   * @return that partition, if there is one
   */
  public static Optional<String> inherit(Session tx, String from, String to) throws SQLException {
    tx.update("UPDATE event_partition SET owner = ? WHERE owner = ?", to, from);
    return tx.first(
        "SELECT name FROM event_partition WHERE owner = ? AND depth = 0",
        row -> row.text("name"),
        to);
  }

  /** Gives back a partition that is wholly delivered. */
  public static void giveBack(Session tx, String partition, String engine) throws SQLException {
    if (tx.dialect() != Dialect.SQLITE) {
      tx.update(
          "UPDATE event_partition SET owner = NULL, depth = 0 WHERE name = ? AND owner = ?",
          partition,
          engine);
    }
  }

  /** What an engine owns, in the order in which it is to be delivered; its own comes last. */
  public static List<String> of(Session tx, String engine) throws SQLException {
    return tx.dialect() == Dialect.SQLITE
        ? List.of(JournalTable.LOCAL)
        : tx.query(
            "SELECT name FROM event_partition WHERE owner = ? ORDER BY depth DESC, name",
            row -> row.text("name"),
            engine);
  }

  /** All partitions but those that an engine other than the owner of {@code partition} owns. */
  static List<String> ofNoOther(Session tx, String partition, List<String> all)
      throws SQLException {
    if (tx.dialect() == Dialect.SQLITE) {
      return all;
    }
    List<String> others =
        tx.query(
            "SELECT name FROM event_partition WHERE owner IS NOT NULL AND owner <>"
                + " (SELECT owner FROM event_partition WHERE name = ?)",
            row -> row.text("name"),
            partition);
    return all.stream().filter(name -> !others.contains(name)).toList();
  }

  /** Whether a partition has no owner, which means that it is wholly delivered. */
  static boolean isFree(Session tx, String partition) throws SQLException {
    return tx.dialect() != Dialect.SQLITE
        && tx.first(
                "SELECT name FROM event_partition WHERE name = ? AND owner IS NULL",
                row -> row.text("name"),
                partition)
            .isPresent();
  }
}
