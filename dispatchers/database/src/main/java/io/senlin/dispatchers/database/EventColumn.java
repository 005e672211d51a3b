package io.senlin.dispatchers.database;

/** A column by which events can be sorted or chosen. */
public enum EventColumn {
  TIMESTAMP("\"timestamp\""),
  OID("oid"),
  ONAME("oname"),
  OTYPE("otype"),
  CLUSTER_ID("cluster_id"),
  LEVEL("level"),
  ACTION("action"),
  STATUS("status");

  private final String column;

  EventColumn(String column) {
    this.column = column;
  }

  /** In a comparison: a missing text sorts as an empty one, on every database. */
  String comparable() {
    return this == TIMESTAMP ? column : "COALESCE(" + column + ", '')";
  }

  String column() {
    return column;
  }

  Object valueIn(EventRow row) {
    return switch (this) {
      case TIMESTAMP -> row.timestamp();
      case OID -> row.oid();
      case ONAME -> row.oname();
      case OTYPE -> row.otype();
      case CLUSTER_ID -> row.clusterId().orElse("");
      case LEVEL -> row.level();
      case ACTION -> row.action();
      case STATUS -> row.status();
    };
  }
}
