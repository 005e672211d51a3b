package io.senlin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.senlin.spi.Event;
import io.senlin.store.StoreFenced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several engines on one database server promise. */
abstract class SeveralEnginesContract {
  private final Deque<Member> members = new ArrayDeque<>();
  private String database;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  @BeforeEach
  void make() {
    database = emptyDatabase();
  }

  @AfterEach
  void close() {
    members.forEach(Member::close);
  }

  private Member join(int threads, Duration lease) {
    Member member = new Member(database, threads, lease, Optional.empty());
    members.push(member);
    return member;
  }

  private static void profile(Member member, String name, Map<String, Object> properties)
      throws Refused {
    Map<String, Object> spec =
        Map.of("type", "simulated.node", "version", "1.0", "properties", properties);
    member.engine.profiles().create(Lab.CONTEXT, new ProfileRequest(name, spec, Map.of()));
  }

  private static String cluster(Member member, String name, String profile, int size)
      throws Refused {
    return member
        .engine
        .clusters()
        .create(Lab.CONTEXT, Lab.request(name, profile, size))
        .actionId();
  }

  private static List<ActionRecord> actions(Member member, ActionStatus status) throws Refused {
    return member.engine.actions().list(Lab.CONTEXT, Listing.ALL).stream()
        .filter(action -> action.status() == status)
        .toList();
  }

  private static List<String> phases(List<Event> events, String action) {
    return events.stream()
        .filter(event -> event.action().id().equals(action))
        .map(event -> event.details().phase())
        .toList();
  }

  @Test
  void shareTheWorkAndWakeWhoWaitsForIt() throws Refused {
    Member one = join(3, Member.SILENT);
    Member two = join(3, Member.SILENT);
    profile(one, "brief", Map.of("delay", 0.05));
    long began = System.nanoTime();
    List<String> creations = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      creations.add(cluster(i % 2 == 0 ? one : two, "c" + i, "brief", 10));
    }
    for (String creation : creations) {
      assertThat(one.ended(creation).status()).isEqualTo(ActionStatus.SUCCEEDED);
    }
    // far less than what a waiting action waits before it looks by itself
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(14));
    List<Event> ofOne = one.events(one.journal.partition());
    List<Event> ofTwo = one.events(two.journal.partition());
    assertThat(ofOne).isNotEmpty();
    assertThat(ofTwo).isNotEmpty();
    List<ActionRecord> done = actions(one, ActionStatus.SUCCEEDED);
    assertThat(done).hasSize(66);
    for (ActionRecord action : done) {
      assertThat(List.of(phases(ofOne, action.id()), phases(ofTwo, action.id())))
          .as(action.toString())
          .containsExactlyInAnyOrder(List.of("start", "end"), List.of());
    }
    assertThat(one.locks()).isZero();
  }

  @Test
  void waitForTheLocksOfOneAnother() throws Refused {
    Member one = join(1, Member.SILENT);
    profile(one, "p", Map.of("delays", Map.of("check", 1000)));
    String cluster = one.ended(cluster(one, "c1", "p", 1)).target();
    String node = one.engine.clusters().show(Lab.CONTEXT, cluster).nodes().getFirst();
    String check = one.engine.nodes().check(Lab.CONTEXT, node, Map.of());
    await().atMost(Lab.LIMIT).until(() -> one.action(check).status() == ActionStatus.RUNNING);
    Member two = join(1, Member.SILENT);
    String delete = two.engine.nodes().delete(Lab.CONTEXT, node, true);
    String partition = two.journal.partition();
    await().atMost(Lab.LIMIT).until(() -> two.events(partition, delete).size() == 2);
    assertThat(two.action(delete).owner()).contains(two.membership.id());
    two.engine.actions().cancel(Lab.CONTEXT, check, false);
    assertThat(two.ended(check).status()).isEqualTo(ActionStatus.CANCELLED);
    assertThat(two.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
    assertThat(phases(two.events(one.journal.partition()), check))
        .containsExactly("start", "error");
    assertThat(phases(two.events(partition), delete))
        .containsExactly("start", "error", "start", "end");
    assertThat(one.locks()).isZero();
  }

  @Test
  void leaveAForcedEndToTheOwner() throws Refused {
    Member one = join(2, Member.SILENT);
    profile(one, "slow", Map.of("delay", 1000));
    String create = cluster(one, "c1", "slow", 1);
    await().atMost(Lab.LIMIT).until(() -> one.action(create).status() == ActionStatus.WAITING);
    await().atMost(Lab.LIMIT).until(() -> actions(one, ActionStatus.RUNNING).size() == 1);
    Member two = join(2, Member.SILENT);
    two.engine.actions().cancel(Lab.CONTEXT, create, true);
    assertThat(two.ended(create).status()).isEqualTo(ActionStatus.CANCELLED);
    assertThat(one.events(one.journal.partition(), create))
        .endsWith("ERROR error Action execution force cancelled");
    assertThat(two.events(two.journal.partition())).isEmpty();
    await().atMost(Lab.LIMIT).until(() -> actions(one, ActionStatus.RUNNING).isEmpty());
    assertThat(one.locks()).isZero();
  }

  @Test
  void takeOverWhatASilentOneHasLeft() throws Refused, InterruptedException {
    Member silent = join(2, Member.SILENT);
    profile(silent, "p", Map.of("delays", Map.of("check", 1000)));
    String cluster = silent.ended(cluster(silent, "c1", "p", 2)).target();
    String check = silent.engine.clusters().check(Lab.CONTEXT, cluster, Map.of());
    await().atMost(Lab.LIMIT).until(() -> actions(silent, ActionStatus.RUNNING).size() == 2);
    String old = silent.journal.partition();
    List<ActionRecord> running = actions(silent, ActionStatus.RUNNING);

    Member next = join(10, Member.QUICK);
    String node = next.engine.clusters().show(Lab.CONTEXT, cluster).nodes().getFirst();
    String delete = next.engine.nodes().delete(Lab.CONTEXT, node, true);
    assertThat(next.membership.dead()).as("nobody is judged by a newcomer").isEmpty();

    assertThat(next.ended(check).statusReason()).isEqualTo(Recovery.REASON);
    for (ActionRecord action : running) {
      assertThat(next.ended(action.id()).status()).isEqualTo(ActionStatus.FAILED);
    }
    assertThat(next.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
    String own = next.journal.partition();
    assertThat(phases(next.events(old), check)).containsExactly("start");
    assertThat(phases(next.events(own), check)).containsExactly("error");
    assertThat(next.lanes.served).contains(List.of(old, own));
    assertThat(next.events(own).subList(0, (int) next.lanes.ownEventsWhenServing))
        .as("what was appended before the old partition was served")
        .noneMatch(event -> event.details().reason().equals(Recovery.REASON));
    assertThat(next.locks()).isZero();
    assertThat(next.engine.services())
        .extracting(ServiceRecord::id)
        .containsExactly(next.engine.id());

    int events = next.events(old).size();
    assertThatThrownBy(() -> cluster(silent, "c2", "p", 1)).isInstanceOf(StoreFenced.class);
    assertThat(silent.fenced.await(30, TimeUnit.SECONDS)).isTrue();
    silent.engine.close();
    assertThat(next.events(old)).as("after the fence").hasSize(events);

    assertThat(next.owner(old)).contains(next.membership.id());
    next.lanes.delivered = true;
    await().atMost(Lab.LIMIT).until(() -> next.owner(old).isEmpty());
    assertThat(next.lanes.served.getLast()).containsExactly(own);
    assertThat(join(1, Member.SILENT).journal.partition()).isEqualTo(old);
  }

  @Test
  void takeUpWhatASilentOneHadPutAside() throws Refused {
    Member one = join(1, Member.SILENT);
    profile(one, "p", Map.of("delays", Map.of("check", 1000)));
    String cluster = one.ended(cluster(one, "c1", "p", 1)).target();
    String node = one.engine.clusters().show(Lab.CONTEXT, cluster).nodes().getFirst();
    String check = one.engine.nodes().check(Lab.CONTEXT, node, Map.of());
    await().atMost(Lab.LIMIT).until(() -> one.action(check).status() == ActionStatus.RUNNING);
    Member silent = join(1, Member.SILENT);
    String delete = silent.engine.nodes().delete(Lab.CONTEXT, node, true);
    String old = silent.journal.partition();
    await().atMost(Lab.LIMIT).until(() -> silent.events(old, delete).size() == 2);
    // silent is the only one that is not heard of for long
    one.store.write(
        tx ->
            tx.update(
                "UPDATE service SET updated_at = "
                    + tx.dialect().clock()
                    + " WHERE id = '"
                    + one.membership.id()
                    + "'"));
    Member next = join(1, Member.QUICK);
    AtomicReference<Boolean> stop = new AtomicReference<>(false);
    Thread alive = Thread.ofVirtual().start(() -> renew(one, stop));
    try {
      await()
          .atMost(Lab.LIMIT)
          .until(
              () -> next.action(delete).owner().filter(next.membership.id()::equals).isPresent());
      one.engine.actions().cancel(Lab.CONTEXT, check, false);
      assertThat(next.ended(delete).status()).isEqualTo(ActionStatus.SUCCEEDED);
      assertThat(phases(next.events(old), delete)).containsExactly("start", "error");
      assertThat(phases(next.events(next.journal.partition()), delete)).endsWith("start", "end");
      assertThat(phases(next.events(one.journal.partition()), check))
          .containsExactly("start", "error");
    } finally {
      stop.set(true);
      joinQuietly(alive);
    }
  }

  /** Reports an engine in that would not do so by itself while the test runs. */
  private static void renew(Member member, AtomicReference<Boolean> stop) {
    while (!stop.get()) {
      member.store.write(
          tx -> {
            Services.renew(tx, member.membership.id());
            return 0;
          });
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refuseTheCommitOfOneThatWasStoppedInTheMiddleOfATransaction() throws InterruptedException {
    Member stopped = join(1, Member.SILENT);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    stopped.store.write(
                        tx -> {
                          tx.update("DELETE FROM event WHERE id = 'none'");
                          inside.countDown();
                          awaitQuietly(goOn);
                          return tx.update("INSERT INTO node_lock VALUES ('n1', 'late')");
                        });
                  } catch (StoreFenced fenced) {
                    refused.set(fenced);
                  }
                });
    inside.await();
    Member next = join(1, Member.QUICK);
    await().atMost(Lab.LIMIT).until(() -> next.engine.services().size() == 1);
    goOn.countDown();
    writing.join();
    assertThat(refused.get()).isInstanceOf(StoreFenced.class);
    assertThat(next.locks()).isZero();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void findWhatOneLeftThatStopped() throws Refused {
    Member leaving = join(1, Member.SILENT);
    String left = leaving.journal.partition();
    profile(leaving, "p", Map.of());
    leaving.ended(cluster(leaving, "c1", "p", 1));
    Member staying = join(1, Member.QUICK);
    leaving.close();
    members.remove(leaving);
    await()
        .atMost(Lab.LIMIT)
        .until(
            () ->
                staying.owner(left).isPresent()
                    && staying.owner(left).get().equals(staying.membership.id()));
    assertThat(staying.lanes.served.getLast()).containsExactly(left, staying.journal.partition());
  }

  @Test
  void takeNothingTheyBeganThemselvesForWhatADeadOneLeft() throws Refused {
    Member leaving = join(1, Member.SILENT);
    Member staying = join(1, Member.QUICK);
    profile(staying, "slow", Map.of("delay", 1000));
    leaving.close();
    members.remove(leaving);
    create(staying, "n1"); // keeps the only slot, so that the next one is claimed by nobody
    await().atMost(Lab.LIMIT).until(() -> actions(staying, ActionStatus.RUNNING).size() == 1);
    String begun = create(staying, "n2");
    String id = staying.membership.id();
    staying.store.write(
        tx -> {
          assertThat(ActionRows.claim(tx, id, 1)).containsExactly(begun);
          return ActionRows.start(tx, begun, id, Instant.now());
        });
    await().atMost(Lab.LIMIT).until(() -> staying.lanes.asked.get() > 0);
    int rounds = staying.lanes.asked.get() + 2;
    await().atMost(Lab.LIMIT).until(() -> staying.lanes.asked.get() >= rounds);
    assertThat(staying.action(begun).status()).isEqualTo(ActionStatus.RUNNING);
  }

  private static String create(Member member, String name) throws Refused {
    return member
        .engine
        .nodes()
        .create(Lab.CONTEXT, new NodeRequest(name, "slow", Optional.empty(), "", Map.of()))
        .actionId();
  }

  @Test
  void goOnInTheSamePlaceAfterARestart() throws Refused {
    Member first = join(1, Member.SILENT);
    profile(first, "slow", Map.of("delay", 1000));
    String create = cluster(first, "c1", "slow", 1);
    await().atMost(Lab.LIMIT).until(() -> actions(first, ActionStatus.RUNNING).size() == 1);
    Member second = new Member(database, 1, Member.SILENT, Optional.of(first.membership.id()));
    members.push(second);
    assertThat(second.journal.partition()).isEqualTo(first.journal.partition());
    assertThat(second.ended(create).statusReason()).isEqualTo(Recovery.REASON);
    assertThat(second.engine.services()).hasSize(1);
  }

  @Test
  void takeDeadOnesOffTheListOnly() {
    Member dead = join(1, Member.SILENT);
    Member alive = join(1, Member.SILENT);
    dead.store.write(
        tx ->
            tx.update(
                "UPDATE service SET updated_at = NULL WHERE id = '" + dead.membership.id() + "'"));
    Map<String, Boolean> up = new HashMap<>();
    alive.engine.services().forEach(service -> up.put(service.id(), service.up()));
    assertThat(up)
        .containsOnly(
            Map.entry(dead.membership.id(), false), Map.entry(alive.membership.id(), true));
    dead.store.write(
        tx ->
            tx.update(
                "UPDATE service SET updated_at = created_at WHERE id = '"
                    + alive.membership.id()
                    + "'"));
    assertThat(alive.engine.cleanServices()).containsExactly(dead.membership.id());
    assertThat(alive.engine.services())
        .extracting(ServiceRecord::id)
        .containsExactly(alive.membership.id());
  }
}
