package io.senlin.store;

/**
 * The kinds of database. SQL is written once for all of them, with {@code "names"} in double quotes
 * where they are reserved words; what has no common form is asked for here.
 */
public enum Dialect {
  SQLITE,
  POSTGRESQL,
  MARIADB;

  /**
   * What follows {@code INSERT … VALUES (…)} so that a row whose key exists already is left as it
   * is, without an error.
   *
   * @param key the column of the key, or several with commas between them
   */
  public String ifAbsent(String key) {
    return switch (this) {
      case SQLITE, POSTGRESQL -> " ON CONFLICT (" + key + ") DO NOTHING";
      case MARIADB -> {
        String column = key.split(",", 2)[0].strip();
        yield " ON DUPLICATE KEY UPDATE " + column + " = " + column;
      }
    };
  }

  /**
   * What follows {@code SELECT … LIMIT n} so that the rows are locked and those another engine has
   * locked are passed over. Nothing on SQLite, where one writer is alone anyway.
   */
  public String skipLocked() {
    return this == SQLITE ? "" : " FOR UPDATE SKIP LOCKED";
  }
}
