package io.senlin.engine;

import java.util.Optional;

/** What the actions of each kind do: the table from which everything starts. */
final class ActionSteps {
  private static final Steps.Begin NOTHING = (tx, run) -> Optional.empty();

  private final ClusterSteps clusters;
  private final SizeSteps sizes;
  private final NodeSteps nodes;

  ActionSteps(ClusterSteps clusters, SizeSteps sizes, NodeSteps nodes) {
    this.clusters = clusters;
    this.sizes = sizes;
    this.nodes = nodes;
  }

  Steps of(ActionKind kind) {
    return switch (kind) {
      case CLUSTER_CREATE -> new Steps(clusters::beginCreate, clusters::create);
      case CLUSTER_DELETE -> new Steps(clusters::beginDelete, clusters::delete);
      case CLUSTER_UPDATE -> new Steps(clusters::beginUpdate, clusters::update);
      case CLUSTER_CHECK -> new Steps(clusters::beginCheck, clusters::check);
      case CLUSTER_RECOVER -> new Steps(clusters::beginRecover, clusters::recover);
      case CLUSTER_OPERATION -> new Steps(clusters::beginOperation, clusters::operate);
      case CLUSTER_RESIZE -> new Steps(sizes::beginResize, sizes::resize);
      case CLUSTER_SCALE_OUT -> new Steps(sizes::beginScaleOut, sizes::scale);
      case CLUSTER_SCALE_IN -> new Steps(sizes::beginScaleIn, sizes::scale);
      case CLUSTER_ADD_NODES -> new Steps(sizes::beginAdd, sizes::add);
      case CLUSTER_DEL_NODES -> new Steps(sizes::beginDel, sizes::del);
      case CLUSTER_REPLACE_NODES -> new Steps(sizes::beginReplace, sizes::replace);
      case NODE_CREATE -> new Steps(nodes::beginCreate, nodes::create);
      case NODE_DELETE -> new Steps(nodes::beginDelete, nodes::delete);
      case NODE_UPDATE -> new Steps(nodes::beginUpdate, nodes::update);
      case NODE_JOIN -> new Steps(NOTHING, nodes::join);
      case NODE_LEAVE -> new Steps(NOTHING, nodes::leave);
      case NODE_CHECK -> new Steps(NOTHING, nodes::check);
      case NODE_RECOVER -> new Steps(NOTHING, nodes::recover);
      case NODE_OPERATION -> new Steps(NOTHING, nodes::operate);
    };
  }
}
