package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.spi.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests on a few clusters, all at once; whatever happens, the books are in order. */
abstract class EngineModelContract extends EngineContract {
  private static final List<String> NAMES = List.of("c1", "c2", "c3");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyActionHasOneStartAndOneEndAndNoLockIsLeft(long seed) throws Refused {
    SplittableRandom random = new SplittableRandom(seed);
    lab.profile("shaky", Map.of("failure_rate", 0.2, "seed", seed, "delay", 0.002));
    List<String> requested = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      request(lab, random).ifPresent(requested::add);
    }
    await()
        .atMost(Lab.LIMIT)
        .until(
            () ->
                lab.engine.actions().list(Lab.CONTEXT, Listing.ALL).stream()
                    .allMatch(action -> action.status().ended()));
    assertThat(requested).isNotEmpty();
    assertInOrder(lab);
  }

  private static Optional<String> request(Lab lab, SplittableRandom random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Clusters clusters = lab.engine.clusters();
    try {
      return Optional.of(
          switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                clusters
                    .create(Lab.CONTEXT, Lab.request(name, "shaky", random.nextInt(5)))
                    .actionId();
            case 3, 4 -> clusters.scaleOut(Lab.CONTEXT, name, Optional.of(1 + random.nextInt(3)));
            case 5 -> clusters.scaleIn(Lab.CONTEXT, name, Optional.empty());
            case 6 -> clusters.check(Lab.CONTEXT, name, Map.of());
            case 7 -> clusters.recover(Lab.CONTEXT, name, Map.of("check", random.nextBoolean()));
            case 8 -> clusters.delete(Lab.CONTEXT, name, random.nextBoolean());
            default -> cancelAny(lab, random);
          });
    } catch (Refused refused) {
      return Optional.empty();
    }
  }

  private static String cancelAny(Lab lab, SplittableRandom random) throws Refused {
    List<ActionRecord> running =
        lab.engine.actions().list(Lab.CONTEXT, Listing.ALL).stream()
            .filter(action -> !action.status().ended())
            .toList();
    if (running.isEmpty()) {
      throw new Refused.NotFound("action", "any");
    }
    String id = running.get(random.nextInt(running.size())).id();
    lab.engine.actions().cancel(Lab.CONTEXT, id, random.nextInt(4) == 0);
    return id;
  }

  private static void assertInOrder(Lab lab) throws Refused {
    Map<String, List<Event>> events =
        lab.events().stream().collect(Collectors.groupingBy(event -> event.action().id()));
    for (ActionRecord action : lab.engine.actions().list(Lab.CONTEXT, Listing.ALL)) {
      assertThat(events).as(action.toString()).containsKey(action.id());
      List<String> phases =
          events.get(action.id()).stream()
              .map(event -> event.level() + " " + event.details().phase())
              .toList();
      List<String> own = new ArrayList<>(phases);
      while (own.size() > 2 && own.get(1).equals("WARNING error")) {
        own = own.subList(2, own.size());
      }
      assertThat(own).as(action.toString()).hasSize(2).startsWith("INFO start");
      assertThat(own.getLast()).isIn("INFO end", "ERROR error");
    }
    assertThat(lab.events()).extracting(event -> event.details().id()).doesNotHaveDuplicates();
    int locks =
        lab.store.read(
            tx ->
                tx.query("SELECT cluster_id FROM cluster_lock", row -> 1).size()
                    + tx.query("SELECT node_id FROM node_lock", row -> 1).size()
                    + tx.query("SELECT id FROM dependency", row -> 1).size());
    assertThat(locks).as("locks and dependencies left").isZero();
    for (ClusterView view : lab.engine.clusters().list(Lab.CONTEXT, Listing.ALL)) {
      assertThat(lab.members(view.cluster().id()))
          .noneMatch(node -> List.of("INIT", "CREATING", "RECOVERING").contains(node.status()));
    }
  }
}
