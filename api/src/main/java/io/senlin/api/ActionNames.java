package io.senlin.api;

import java.util.Set;

/** The actions that Senlin knows, as they are filtered by. */
final class ActionNames {
  static final Set<String> ALL =
      Set.of(
          "CLUSTER_CREATE",
          "CLUSTER_DELETE",
          "CLUSTER_UPDATE",
          "CLUSTER_ADD_NODES",
          "CLUSTER_DEL_NODES",
          "CLUSTER_RESIZE",
          "CLUSTER_CHECK",
          "CLUSTER_RECOVER",
          "CLUSTER_REPLACE_NODES",
          "CLUSTER_SCALE_OUT",
          "CLUSTER_SCALE_IN",
          "CLUSTER_ATTACH_POLICY",
          "CLUSTER_DETACH_POLICY",
          "CLUSTER_UPDATE_POLICY",
          "CLUSTER_OPERATION",
          "NODE_CREATE",
          "NODE_DELETE",
          "NODE_UPDATE",
          "NODE_JOIN",
          "NODE_LEAVE",
          "NODE_CHECK",
          "NODE_RECOVER",
          "NODE_OPERATION");

  private ActionNames() {}
}
