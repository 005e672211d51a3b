package io.senlin.engine;

import java.util.Locale;

/** What an action does, with Senlin's names. */
enum ActionKind {
  CLUSTER_CREATE,
  CLUSTER_DELETE,
  CLUSTER_UPDATE,
  CLUSTER_RESIZE,
  CLUSTER_SCALE_OUT,
  CLUSTER_SCALE_IN,
  CLUSTER_ADD_NODES,
  CLUSTER_DEL_NODES,
  CLUSTER_REPLACE_NODES,
  CLUSTER_CHECK,
  CLUSTER_RECOVER,
  CLUSTER_OPERATION,
  NODE_CREATE,
  NODE_DELETE,
  NODE_UPDATE,
  NODE_JOIN,
  NODE_LEAVE,
  NODE_CHECK,
  NODE_RECOVER,
  NODE_OPERATION;

  boolean onCluster() {
    return name().startsWith("CLUSTER_");
  }

  /** Whether it is accepted while another action works on, or waits for, its target. */
  boolean bypassesConflicts() {
    return this == CLUSTER_DELETE || this == NODE_DELETE || this == NODE_OPERATION;
  }

  /** {@code cluster_create_0d7f0485}. */
  String nameFor(String target) {
    return name().toLowerCase(Locale.ROOT) + "_" + shortId(target);
  }

  /** {@code node_reboot_0d7f0485}. */
  String nameFor(String target, String operation) {
    String object = onCluster() ? "cluster_" : "node_";
    String name = object + operation + "_" + shortId(target);
    return name.length() <= 63 ? name : name.substring(0, 63);
  }

  /** The first 8 characters of an id. */
  static String shortId(String id) {
    return id.length() <= 8 ? id : id.substring(0, 8);
  }
}
