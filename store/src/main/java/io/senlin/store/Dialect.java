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

  /** What follows a SELECT so that its rows are locked until the end of the transaction. */
  public String forUpdate() {
    return this == SQLITE ? "" : " FOR UPDATE";
  }

  /**
   * What follows a SELECT so that its rows cannot be deleted before the end of the transaction,
   * while others may do the same at the same time.
   */
  public String forShare() {
    return switch (this) {
      case SQLITE -> "";
      case POSTGRESQL -> " FOR KEY SHARE";
      case MARIADB -> " LOCK IN SHARE MODE";
    };
  }

  /** The time of the database itself, in UTC: the one clock that several engines share. */
  public String clock() {
    return switch (this) {
      case SQLITE -> "strftime('%Y-%m-%d %H:%M:%f000', 'now')";
      case POSTGRESQL -> "clock_timestamp() AT TIME ZONE 'UTC'";
      case MARIADB -> "UTC_TIMESTAMP(6)";
    };
  }
}
