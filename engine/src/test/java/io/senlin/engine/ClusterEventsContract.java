package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.store.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of actions on clusters, as Senlin 14 was seen to emit them. */
abstract class ClusterEventsContract extends EngineContract {

  @BeforeEach
  void profiles() throws Refused {
    lab.profile("plain", Map.of());
    lab.profile("failing", Map.of("fail", List.of("create", "check")));
  }

  private static String shortId(String id) {
    return id.substring(0, 8);
  }

  private void assertEvents(String action, String last) {
    lab.ended(action);
    assertThat(lab.events(action)).containsExactly("INFO start " + shortId(action), last);
  }

  @Test
  void makesALargeCluster() throws Refused {
    int size = lab.store.dialect() == Dialect.SQLITE ? 1000 : 200;
    Accepted<ClusterView> made =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("big", "plain", size));
    assertEvents(made.actionId(), "INFO end Cluster creation succeeded.");
    assertThat(lab.cluster("big").status()).isEqualTo("ACTIVE");
    assertThat(lab.members("big")).hasSize(size).allMatch(NodeRecord::active);
    assertThat(lab.events()).hasSize(2 * size + 2);
  }

  @Test
  void createsAClusterWithAndWithoutNodes() throws Refused {
    Accepted<ClusterView> empty =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c0", "plain", 0));
    assertEvents(empty.actionId(), "INFO end Cluster creation succeeded.");
    Accepted<ClusterView> made =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c1", "plain", 2));
    assertEvents(made.actionId(), "INFO end Cluster creation succeeded.");
    assertThat(lab.cluster("c1").statusReason())
        .isEqualTo(
            "CLUSTER_CREATE: number of active nodes is equal or above desired_capacity (2).");
    Accepted<ClusterView> failed =
        lab.engine.clusters().create(Lab.CONTEXT, Lab.request("c2", "failing", 2));
    assertEvents(failed.actionId(), "ERROR error Failed in creating nodes.");
    assertThat(lab.cluster("c2").status()).isEqualTo("WARNING");
  }

  @Test
  void scalesAndResizesAndDeletes() throws Refused {
    String id = lab.cluster("c1", "plain", 2);
    String out = lab.engine.clusters().scaleOut(Lab.CONTEXT, "c1", Optional.of(2));
    assertEvents(out, "INFO end Cluster scaling succeeded.");
    String in = lab.engine.clusters().scaleIn(Lab.CONTEXT, "c1", Optional.empty());
    assertEvents(in, "INFO end Cluster scaling succeeded.");
    ResizeRequest exact =
        new ResizeRequest(
            Optional.of("EXACT_CAPACITY"),
            Optional.of(5.0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    String resize = lab.engine.clusters().resize(Lab.CONTEXT, "c1", exact);
    assertEvents(resize, "INFO end Cluster resize succeeded.");
    assertThat(lab.cluster("c1").desiredCapacity()).isEqualTo(5);
    assertThat(lab.members("c1")).hasSize(5).allMatch(NodeRecord::active);
    String delete = lab.engine.clusters().delete(Lab.CONTEXT, id, false);
    assertEvents(delete, "INFO end All dependents ended with success");
    assertThat(lab.engine.clusters().list(Lab.CONTEXT, Listing.ALL)).isEmpty();
    assertThat(lab.engine.nodes().list(Lab.CONTEXT, Listing.ALL)).isEmpty();
  }

  @Test
  void aResizeBeyondAllNumbersIsRefused() throws Refused {
    lab.cluster("c1", "plain", 2);
    List<ResizeRequest> requests =
        List.of(
            lenient("CHANGE_IN_CAPACITY", Integer.MAX_VALUE, Optional.empty()),
            lenient("CHANGE_IN_PERCENTAGE", 1e12, Optional.empty()),
            lenient("CHANGE_IN_PERCENTAGE", 50, Optional.of(Integer.MAX_VALUE)));
    for (ResizeRequest request : requests) {
      assertThatThrownBy(() -> lab.engine.clusters().resize(Lab.CONTEXT, "c1", request))
          .isInstanceOf(Refused.Invalid.class)
          .hasMessage(
              "The target capacity (2147483647) is greater than the maximum number of nodes"
                  + " allowed per cluster (2000).");
    }
    assertThat(lab.members("c1")).hasSize(2);
  }

  private static ResizeRequest lenient(String type, double number, Optional<Integer> minStep) {
    return new ResizeRequest(
        Optional.of(type), Optional.of(number), Optional.empty(), Optional.empty(), minStep, false);
  }

  @Test
  void anEventShowsAHugePercentageAsItWasAskedFor() throws Refused {
    lab.cluster("c1", "plain", 2);
    String resize =
        lab.engine
            .clusters()
            .resize(Lab.CONTEXT, "c1", lenient("CHANGE_IN_PERCENTAGE", -1e11, Optional.empty()));
    assertEvents(resize, "INFO end Cluster resize succeeded.");
    assertThat(lab.events().getLast().action().inputs()).containsEntry("number", -100_000_000_000L);
    assertThat(lab.members("c1")).isEmpty();
  }
}
