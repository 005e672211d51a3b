package io.senlin.dispatchers.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.senlin.spi.Action;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.store.Store;
import io.senlin.store.StoreSettings;
import io.senlin.testkit.Events;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the event table promises on every kind of database. */
abstract class EventTableContract {
  private static final String CLUSTER = "0d7f0485-13d4-4f5c-bd34-7b27e1c37c11";
  private static final Instant TIME = Instant.parse("2026-11-22T17:20:15.979151Z");

  private Store store;
  private DatabaseDispatcher dispatcher;
  private EventTable table;

  /** The URL of an empty database. */
  abstract String emptyDatabase();

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.of(emptyDatabase()));
    dispatcher = new DatabaseDispatcher(store);
    table = new EventTable(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsAnEventAsSenlinDoes() {
    Event event =
        Events.of("NODE_OPERATION")
            .inputs(Map.of("operation", "reboot"))
            .inCluster(CLUSTER)
            .level(Level.ERROR)
            .phase("error")
            .reason("no answer")
            .timestamp(TIME)
            .build();
    dump(event);
    Action action = event.action();
    assertThat(table.list(EventQuery.ALL))
        .containsExactly(
            new EventRow(
                event.details().id().toString(),
                TIME,
                action.target(),
                action.entity().orElseThrow().name(),
                "NODE",
                Optional.of(CLUSTER),
                "40",
                action.context().user(),
                action.context().project(),
                "reboot",
                "error",
                "no answer",
                "{}"));
  }

  @Test
  void keepsWhatIsKnownWhenTheEntityIsGone() {
    dump(
        Events.of("CLUSTER_DELETE").target(CLUSTER).entityGone().build(),
        Events.of("NODE_DELETE").entityGone().build());
    assertThat(table.list(EventQuery.ALL))
        .extracting(EventRow::otype, EventRow::oname, row -> row.clusterId().orElseThrow())
        .containsExactlyInAnyOrder(tuple("CLUSTER", "", CLUSTER), tuple("NODE", "", ""));
  }

  @Test
  void changesNothingWhenAnEventArrivesAgain() {
    Event event = Events.of("CLUSTER_CREATE").reason("first").build();
    dump(event);
    dump(event, Events.of("CLUSTER_CREATE").id(event.details().id()).reason("second").build());
    assertThat(table.list(EventQuery.ALL)).singleElement().returns("first", EventRow::statusReason);
  }

  @Test
  void keepsExtraFieldsAsJson() {
    dump(Events.of("CLUSTER_CREATE").extra(Map.of("cancelled", true)).build());
    assertThat(table.list(EventQuery.ALL))
        .singleElement()
        .returns("{\"cancelled\":true}", EventRow::metaData);
  }

  @Test
  void losesNoEventForItsText() {
    for (String reason : List.of("", "\0", "a\0b", "\uD83D\uDE00", "строка", "\uD83D half")) {
      dump(Events.of("CLUSTER_CREATE").reason(reason).build());
    }
    dump(Events.strange().toArray(Event[]::new));
    assertThat(table.list(EventQuery.ALL)).hasSize(6 + Events.strange().size());
  }

  @Test
  void cutsAReasonThatItsColumnCannotHold() {
    dump(Events.of("CLUSTER_CREATE").reason("\uD83D\uDE00".repeat(40_000)).build());
    String kept = table.list(EventQuery.ALL).getFirst().statusReason();
    assertThat(kept).startsWith("\uD83D\uDE00").endsWith("\uD83D\uDE00… [cut, 80000 characters]");
    assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(20_000, 65_535);
  }

  @Test
  void leavesAReasonThatJustFits() {
    String reason = "é".repeat(32_767);
    dump(Events.of("CLUSTER_CREATE").reason(reason).build());
    assertThat(table.list(EventQuery.ALL).getFirst().statusReason()).isEqualTo(reason);
  }

  @Test
  void cutsAnOperationThatItsColumnCannotHold() {
    dump(Events.of("NODE_OPERATION").inputs(Map.of("operation", "x".repeat(100))).build());
    assertThat(table.list(EventQuery.ALL).getFirst().action()).isEqualTo("x".repeat(35) + "…");
  }

  @Test
  void findsAnEventByIdAndByPrefix() {
    Event event =
        Events.of("NODE_CREATE")
            .id(UUID.fromString("aaaaaaaa-1111-4111-8111-111111111111"))
            .build();
    Event other =
        Events.of("NODE_CREATE")
            .id(UUID.fromString("aaaabbbb-1111-4111-8111-111111111111"))
            .project("elsewhere")
            .build();
    dump(event, other);
    String id = event.details().id().toString();
    assertThat(table.find(id, Optional.empty())).get().returns(id, EventRow::id);
    assertThat(table.find(id, Optional.of("elsewhere"))).isEmpty();
    assertThat(table.find("aaaa", Optional.empty())).isEmpty();
    assertThat(table.findByPrefix("aaaa", Optional.empty(), 2)).hasSize(2);
    assertThat(table.findByPrefix("aaaa", Optional.of("elsewhere"), 2)).hasSize(1);
    assertThat(table.findByPrefix("aaaab", Optional.empty(), 2)).hasSize(1);
    assertThat(table.findByPrefix("b", Optional.empty(), 2)).isEmpty();
  }

  @Test
  void choosesByAnyOfSeveralValues() {
    dump(
        Events.of("CLUSTER_CREATE").target(CLUSTER).build(),
        Events.of("NODE_CREATE").inCluster(CLUSTER).level(Level.ERROR).build(),
        Events.of("NODE_DELETE").level(Level.WARNING).build());
    assertThat(actions(EventQuery.ALL.where(EventColumn.OTYPE, List.of("NODE"))))
        .containsExactlyInAnyOrder("NODE_CREATE", "NODE_DELETE");
    assertThat(actions(EventQuery.ALL.where(EventColumn.LEVEL, List.of("30", "40"))))
        .containsExactlyInAnyOrder("NODE_CREATE", "NODE_DELETE");
    assertThat(
            actions(
                EventQuery.ALL
                    .where(EventColumn.CLUSTER_ID, List.of(CLUSTER))
                    .where(EventColumn.ACTION, List.of("NODE_CREATE", "NODE_DELETE"))))
        .containsExactly("NODE_CREATE");
    assertThat(actions(EventQuery.ALL.of("nobody's"))).isEmpty();
  }

  @Test
  void pagesThroughEveryOrderWithoutLossOrRepetition() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(
          Events.of(i % 3 == 0 ? "CLUSTER_CREATE" : "NODE_CREATE")
              .level(i % 4 == 0 ? Level.ERROR : Level.INFO)
              .timestamp(TIME.plusMillis(i / 5)) // some at the same instant
              .build());
    }
    dump(events.toArray(Event[]::new));
    for (EventColumn column : EventColumn.values()) {
      for (boolean descending : List.of(true, false)) {
        EventQuery query =
            EventQuery.ALL.sortedBy(column, descending).sortedBy(EventColumn.TIMESTAMP, true);
        List<EventRow> whole = table.list(query);
        assertThat(whole).hasSize(60);
        assertThat(paged(query)).isEqualTo(whole);
      }
    }
    assertThat(table.list(EventQuery.ALL))
        .isSortedAccordingTo(Comparator.comparing(EventRow::timestamp).thenComparing(EventRow::id));
  }

  @Test
  void goesOnAfterAnEventThatIsGone() {
    dump(
        Events.of("CLUSTER_CREATE").timestamp(TIME).build(),
        Events.of("CLUSTER_CHECK").timestamp(TIME.plusMillis(1)).build());
    EventRow last = table.list(EventQuery.ALL.first(1)).getFirst();
    store.write(session -> session.update("DELETE FROM event WHERE id = ?", last.id()));
    assertThat(table.listAfter(last, EventQuery.ALL.first(1)))
        .extracting(EventRow::action)
        .containsExactly("CLUSTER_CHECK");
  }

  private List<EventRow> paged(EventQuery query) {
    List<EventRow> all = new ArrayList<>();
    List<EventRow> page = table.list(query.first(7));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = table.list(query.first(7).after(page.getLast().id()));
    }
    return all;
  }

  @Test
  void ignoresAMarkerThatNamesNoEvent() {
    dump(Events.of("CLUSTER_CREATE").build());
    assertThat(table.list(EventQuery.ALL.after("no such event"))).hasSize(1);
  }

  private List<String> actions(EventQuery query) {
    return table.list(query).stream().map(EventRow::action).toList();
  }

  private void dump(Event... events) {
    dispatcher.dumpAll(List.of(events));
  }
}
