package io.senlin.engine;

import io.senlin.spi.Context;
import io.senlin.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and stores the requests that change which nodes a cluster has. */
final class SizeRequests {
  private final Core core;
  private final Requests requests;

  SizeRequests(Core core, Requests requests) {
    this.core = core;
    this.requests = requests;
  }

  String resize(Context context, String identity, ResizeRequest request) throws Refused {
    checkAdjustment(request);
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          int current = NodeRows.count(tx, cluster.id());
          Optional<Integer> desired =
              request
                  .adjustmentType()
                  .map(
                      type ->
                          Scaling.desired(
                              current, type, request.number().orElse(0.0), request.minStep()));
          refuse(
              Scaling.problem(
                  Optional.of(cluster),
                  desired,
                  request.minSize(),
                  request.maxSize(),
                  request.strict(),
                  maxNodes()));
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          inputs.put("adjustment_type", request.adjustmentType().orElse(null));
          inputs.put("number", request.number().map(SizeRequests::plain).orElse(null));
          inputs.put("min_size", request.minSize().orElse(null));
          inputs.put("max_size", request.maxSize().orElse(null));
          inputs.put("min_step", request.minStep().orElse(null));
          inputs.put("strict", request.strict());
          return requests.submit(tx, context, ActionKind.CLUSTER_RESIZE, cluster, inputs);
        });
  }

  private static void checkAdjustment(ResizeRequest request) throws Refused {
    if (request.adjustmentType().isEmpty()) {
      if (request.number().isPresent()) {
        throw new Refused.Invalid("Missing adjustment_type value for size adjustment.");
      }
      if (request.minSize().isEmpty() && request.maxSize().isEmpty()) {
        throw new Refused.Invalid("Not enough parameters to do resize action.");
      }
      return;
    }
    String type = request.adjustmentType().get();
    if (!List.of("EXACT_CAPACITY", "CHANGE_IN_CAPACITY", "CHANGE_IN_PERCENTAGE").contains(type)) {
      throw new Refused.Invalid(
          ("Invalid value '%s' specified for adjustment_type; use EXACT_CAPACITY,"
                  + " CHANGE_IN_CAPACITY or CHANGE_IN_PERCENTAGE.")
              .formatted(type));
    }
    if (request.number().isEmpty()) {
      throw new Refused.Invalid("Missing number value for size adjustment.");
    }
    double number = request.number().get();
    boolean whole = number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
    if (!type.equals("CHANGE_IN_PERCENTAGE") && !whole) {
      throw new Refused.Invalid(
          "The 'number' must be an integer for adjustment type '%s'.".formatted(type));
    }
    if (type.equals("EXACT_CAPACITY") && number < 0) {
      throw new Refused.Invalid(
          "The 'number' must be non-negative integer for adjustment type '%s'.".formatted(type));
    }
  }

  /** A whole number without a fraction, as it was asked for. */
  private static Object plain(Double number) {
    return number == number.longValue() ? (Object) number.longValue() : number;
  }

  String scaleOut(Context context, String identity, Optional<Integer> count) throws Refused {
    checkCount(count, "scale-out");
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          if (count.isPresent()) {
            refuse(lenient(cluster, Scaling.changed(cluster.desiredCapacity(), count.get())));
          }
          return requests.submit(tx, context, ActionKind.CLUSTER_SCALE_OUT, cluster, inputs(count));
        });
  }

  String scaleIn(Context context, String identity, Optional<Integer> count) throws Refused {
    checkCount(count, "scale-in");
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          if (count.isPresent()) {
            refuse(lenient(cluster, cluster.desiredCapacity() - count.get()));
          }
          return requests.submit(tx, context, ActionKind.CLUSTER_SCALE_IN, cluster, inputs(count));
        });
  }

  private static void checkCount(Optional<Integer> count, String what) throws Refused {
    if (count.isPresent() && count.get() == 0) {
      throw new Refused.Invalid("Count for %s request cannot be 0.".formatted(what));
    }
    if (count.isPresent() && count.get() < 0) {
      throw new Refused.Invalid(
          "Value must be >= 0 for field 'count', but it is %d.".formatted(count.get()));
    }
  }

  private static Map<String, @Nullable Object> inputs(Optional<Integer> count) {
    return count.isPresent() ? Map.of("count", count.get()) : Map.of();
  }

  private Optional<String> lenient(ClusterRecord cluster, int desired) {
    return Scaling.problem(
        Optional.of(cluster),
        Optional.of(desired),
        Optional.empty(),
        Optional.empty(),
        false,
        maxNodes());
  }

  String add(Context context, String identity, List<String> members) throws Refused {
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          Candidates candidates = new Candidates(tx, context, cluster);
          for (String member : members) {
            candidates.addNewcomer(member);
          }
          candidates.refuseIfAnyUnfit();
          if (candidates.fit().isEmpty()) {
            throw new Refused.Invalid("No nodes to add: %s.".formatted(Naming.pythonList(members)));
          }
          int size = cluster.desiredCapacity() + candidates.fit().size();
          refuse(Scaling.problem(cluster, size, maxNodes()));
          return requests.submit(
              tx,
              context,
              ActionKind.CLUSTER_ADD_NODES,
              cluster,
              Map.of("nodes", candidates.fit()));
        });
  }

  String del(Context context, String identity, List<String> members, boolean destroy)
      throws Refused {
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          Candidates candidates = new Candidates(tx, context, cluster);
          for (String member : members) {
            candidates.addMember(member);
          }
          candidates.refuseIfAnyUnfit();
          if (candidates.fit().isEmpty()) {
            throw new Refused.Invalid("No nodes specified.");
          }
          int size = cluster.desiredCapacity() - candidates.fit().size();
          refuse(Scaling.problem(cluster, size, maxNodes()));
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
          inputs.put("candidates", candidates.fit());
          inputs.put("destroy_after_deletion", destroy);
          return requests.submit(tx, context, ActionKind.CLUSTER_DEL_NODES, cluster, inputs);
        });
  }

  String replace(Context context, String identity, Map<String, String> swaps) throws Refused {
    return requests.write(
        tx -> {
          ClusterRecord cluster = Clusters.FINDER.find(tx, context, identity);
          Candidates leaving = new Candidates(tx, context, cluster);
          Candidates coming = new Candidates(tx, context, cluster);
          for (Map.Entry<String, String> swap : swaps.entrySet()) {
            leaving.addMember(swap.getKey());
            coming.addNewcomer(swap.getValue());
          }
          leaving.refuseIfAnyUnfit();
          coming.refuseIfAnyUnfit();
          if (coming.fit().isEmpty() || coming.fit().size() != leaving.fit().size()) {
            throw new Refused.Invalid("The nodes to replace and their replacements do not pair.");
          }
          Map<String, @Nullable Object> candidates = new LinkedHashMap<>();
          for (int i = 0; i < leaving.fit().size(); i++) {
            candidates.put(leaving.fit().get(i), coming.fit().get(i));
          }
          return requests.submit(
              tx,
              context,
              ActionKind.CLUSTER_REPLACE_NODES,
              cluster,
              Map.of("candidates", candidates));
        });
  }

  private int maxNodes() {
    return core.settings().maxNodesPerCluster();
  }

  private static void refuse(Optional<String> problem) throws Refused {
    if (problem.isPresent()) {
      throw new Refused.Invalid(problem.get());
    }
  }

  /** The nodes a request names, and what is wrong with each. */
  private static final class Candidates {
    private final Session tx;
    private final Context context;
    private final ClusterRecord cluster;
    private final List<String> fit = new ArrayList<>();
    private final Map<String, List<String>> unfit = new LinkedHashMap<>();

    Candidates(Session tx, Context context, ClusterRecord cluster) {
      this.tx = tx;
      this.context = context;
      this.cluster = cluster;
    }

    List<String> fit() {
      return List.copyOf(fit);
    }

    /** A node that is to join. One that is in the cluster already is passed over. */
    void addNewcomer(String identity) throws SQLException {
      Optional<NodeRecord> found = find(identity);
      if (found.isEmpty() || found.get().clusterId().equals(cluster.id())) {
        return;
      }
      NodeRecord node = found.get();
      if (!sameType(node)) {
        wrong("Profile type of nodes %s does not match that of the cluster.", node.id());
      } else if (!node.clusterId().isEmpty()) {
        wrong("Nodes %s already owned by some cluster.", node.id());
      } else if (!node.active()) {
        wrong("Nodes are not ACTIVE: %s.", node.id());
      } else if (!fit.contains(node.id())) {
        fit.add(node.id());
      }
    }

    /** A node that is to leave. */
    void addMember(String identity) throws SQLException {
      Optional<NodeRecord> found = find(identity);
      if (found.isEmpty()) {
        return;
      }
      if (!found.get().clusterId().equals(cluster.id())) {
        wrong("Nodes not members of specified cluster: %s.", found.get().id());
      } else if (!fit.contains(found.get().id())) {
        fit.add(found.get().id());
      }
    }

    private Optional<NodeRecord> find(String identity) throws SQLException {
      try {
        return Optional.of(Nodes.FINDER.find(tx, context, identity));
      } catch (Refused notFound) {
        wrong("Nodes not found: %s.", identity);
        return Optional.empty();
      }
    }

    private boolean sameType(NodeRecord node) throws SQLException {
      Optional<String> type = ProfileRows.find(tx, node.profileId()).map(ProfileRecord::type);
      return type.isPresent()
          && type.equals(ProfileRows.find(tx, cluster.profileId()).map(ProfileRecord::type));
    }

    private void wrong(String sentence, String node) {
      unfit.computeIfAbsent(sentence, key -> new ArrayList<>()).add(node);
    }

    void refuseIfAnyUnfit() throws Refused {
      if (!unfit.isEmpty()) {
        List<String> sentences = new ArrayList<>();
        unfit.forEach((sentence, ids) -> sentences.add(sentence.formatted(Naming.pythonList(ids))));
        throw new Refused.Invalid(String.join("\n", sentences));
      }
    }
  }
}
