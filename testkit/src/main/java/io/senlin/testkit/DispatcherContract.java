package io.senlin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.senlin.spi.DispatcherName;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What every dispatcher promises, as tests: extend this class beside your dispatcher and say how to
 * make it, how to read its sink, and how the sink can be down.
 *
 * <pre>{@code
 * class AuditDispatcherTest extends DispatcherContract {
 *   @TempDir Path folder;
 *
 *   @Override protected EventBackend dispatcher() { return new AuditDispatcher(); }
 *   @Override protected Map<String, String> settings() { … }
 *   @Override protected List<UUID> delivered() throws Exception { … }
 *   @Override protected List<Outage> outages() { … }
 * }
 * }</pre>
 *
 * <p>Each test starts with a sink that is empty and well: create it in a {@code @BeforeEach} or a
 * {@code @TempDir}. The dispatcher is called as the engine calls it: by one thread at a time, never
 * the same one.
 */
public abstract class DispatcherContract {
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@:]*:([^/@]+)@");
  private static final Pattern SECRET_NAME =
      Pattern.compile("passw|secret|token|credential|api_?key|private_key");
  private static final Duration OUTAGE_PATIENCE = Duration.ofMillis(500);

  private final Events stream = Events.seeded(7);
  private final List<Event> offered = new ArrayList<>();

  /** A new instance, as the engine makes one; not yet opened. */
  protected abstract EventBackend dispatcher() throws Exception;

  /**
   * The options of its section in senlin.conf, complete and valid, the same ones for every call
   * within a test. Give a value to each secret option, so that the contract can look for it.
   */
  protected abstract Map<String, String> settings() throws Exception;

  /**
   * The ids of all events the sink holds now, in the order it received them. An event that the sink
   * holds twice stands here twice.
   */
  protected abstract List<UUID> delivered() throws Exception;

  /** The ways in which the sink can be down; an empty list for one that never is. */
  protected abstract List<Outage> outages() throws Exception;

  /** Values of options that are of the right kind but make no sense, each for itself. */
  protected Map<String, String> badValues() {
    return Map.of();
  }

  /** Whether the engine loads it as a plugin; false for one that is handed over ready-made. */
  protected boolean isPlugin() {
    return true;
  }

  /** How soon a close, or a call that is interrupted, must end. */
  protected Duration prompt() {
    return Duration.ofSeconds(10);
  }

  @Test
  final void deliversEveryEventInOrderBeforeItReturns() throws Exception {
    Courier courier = opened();
    for (int size : new int[] {1, 2, 7, 1, 300, 3}) {
      courier.deliver(nextEvents(size));
      assertDelivered();
    }
    courier.close();
    assertDelivered();
  }

  @Test
  final void deliversEventsOfEveryKind() throws Exception {
    Courier courier = opened();
    offered.addAll(Events.ofEveryKind());
    courier.deliver(Events.ofEveryKind());
    assertThat(courier.undeliverable()).as("dead letters").isEmpty();
    assertDelivered();
    courier.close();
  }

  @Test
  final void deliversStrangeEventsOrDeclaresThemUndeliverable() throws Exception {
    Courier courier = opened();
    offered.addAll(Events.strange());
    courier.deliver(Events.strange());
    offered.removeAll(courier.undeliverable());
    courier.deliver(nextEvents(3));
    assertDelivered();
    courier.close();
  }

  @Test
  final void toleratesTheSameEventsAgainAfterAKillBeforeTheCursorMoved() throws Exception {
    Courier killed = opened();
    killed.deliver(nextEvents(3));
    List<Event> sentButNotNoted = nextEvents(4);
    killed.deliver(sentButNotNoted);

    Courier successor = opened();
    successor.deliver(sentButNotNoted.subList(0, 2));
    List<Event> rest = new ArrayList<>(sentButNotNoted.subList(2, 4));
    rest.addAll(nextEvents(3));
    successor.deliver(rest);
    assertDelivered();
    successor.close();
    killed.close();
    assertDelivered();
  }

  @Test
  final void keepsWhatIsThereWhenItIsOpenedAgain() throws Exception {
    for (int round = 0; round < 3; round++) {
      Courier courier = opened();
      courier.deliver(nextEvents(4));
      courier.close();
    }
    assertDelivered();
  }

  @Test
  final void losesNothingInAnOutage() throws Exception {
    for (Outage outage : outages()) {
      Courier courier = opened();
      courier.deliver(nextEvents(2));
      List<Event> batch = nextEvents(5);
      outage.begin().run();
      List<Event> left = courier.offer(batch, OUTAGE_PATIENCE);
      left = left.isEmpty() ? left : courier.offer(left, OUTAGE_PATIENCE);
      outage.end().run();
      courier.deliver(left);
      courier.deliver(nextEvents(2));
      assertDelivered();
      courier.close();
    }
  }

  @Test
  final void losesNothingWhenTheSinkFlaps() throws Exception {
    for (Outage outage : outages()) {
      Courier courier = opened();
      for (int round = 0; round < 4; round++) {
        List<Event> batch = nextEvents(40);
        FutureTask<Boolean> flapping = new FutureTask<>(() -> flap(outage));
        Thread.ofPlatform().daemon().start(flapping);
        courier.deliver(batch);
        flapping.get();
      }
      courier.deliver(nextEvents(1));
      assertDelivered();
      courier.close();
    }
  }

  @Test
  final void closesPromptlyWhileTheSinkIsDown() throws Exception {
    for (Outage outage : outages()) {
      Courier courier = opened();
      List<Event> batch = nextEvents(3);
      outage.begin().run();
      List<Event> left = courier.offer(batch, OUTAGE_PATIENCE);
      courier.close();
      outage.end().run();

      Courier successor = opened();
      successor.deliver(left);
      assertDelivered();
      successor.close();
    }
  }

  @Test
  final void opensLaterIfTheSinkIsDownAtFirst() throws Exception {
    for (Outage outage : outages()) {
      outage.begin().run();
      Courier early = new Courier(dispatcher(), prompt());
      Optional<Throwable> failure = early.open(checkedSettings(), OUTAGE_PATIENCE);
      early.close();
      outage.end().run();

      Courier later = opened();
      later.deliver(nextEvents(3));
      assertThat(delivered()).as("delivered, after %s and %s", outage, failure).isNotEmpty();
      assertDelivered();
      later.close();
    }
  }

  @Test
  final void namesAnOptionThatItDoesNotKnow() throws Exception {
    Map<String, String> given = new HashMap<>(settings());
    given.put("no_such_option", "1");
    List<Option> options = dispatcher().options();
    assertThatThrownBy(() -> Settings.of(name(), options, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no_such_option");
  }

  @Test
  final void namesTheOptionWithABadValue() throws Exception {
    for (Map.Entry<String, String> bad : badValues().entrySet()) {
      Map<String, String> given = new HashMap<>(settings());
      given.put(bad.getKey(), bad.getValue());
      EventBackend dispatcher = dispatcher();
      assertThatThrownBy(
              () -> dispatcher.open(Settings.of(name(), dispatcher.options(), given)),
              "open with %s",
              bad)
          .hasMessageContaining(bad.getKey());
      new Courier(dispatcher, prompt()).close();
    }
  }

  @Test
  final void declaresItsOptionsForPeople() throws Exception {
    for (Option option : dispatcher().options()) {
      assertThat(option.name()).matches("[a-z][a-z0-9_]*");
      assertThat(option.help()).as("help of option '%s'", option.name()).isNotBlank();
      if (SECRET_NAME.matcher(option.name()).find()) {
        assertThat(option.secret()).as("option '%s' is a secret", option.name()).isTrue();
      }
    }
    assertThat(checkedSettings()).isNotNull();
  }

  @Test
  final void tellsNoSecret() throws Exception {
    EventBackend dispatcher = dispatcher();
    Set<String> secrets = secrets(dispatcher.options());
    Courier courier = new Courier(dispatcher, prompt());
    courier.open(checkedSettings());
    for (Outage outage : outages()) {
      outage.begin().run();
      courier.offer(nextEvents(1), OUTAGE_PATIENCE);
      Courier early = new Courier(dispatcher(), prompt());
      early.open(checkedSettings(), OUTAGE_PATIENCE);
      early.close();
      outage.end().run();
      early.failures().forEach(failure -> assertTellsNone(secrets, text(failure)));
    }
    courier.failures().forEach(failure -> assertTellsNone(secrets, text(failure)));
    assertTellsNone(secrets, dispatcher.toString());
    courier.close();
  }

  @Test
  final void isAClassThatTheEngineCanLoad() throws Exception {
    if (isPlugin()) {
      Class<?> type = dispatcher().getClass();
      assertThat(type.getAnnotation(DispatcherName.class)).as("@DispatcherName").isNotNull();
      assertThat(name()).matches("[a-z][a-z0-9_-]*");
      assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
      assertThat(type.getConstructor()).as("its public constructor").isNotNull();
    }
  }

  @Test
  final void leavesNothingBehindWhenItIsUnloaded() throws Exception {
    if (!isPlugin()) {
      return; // it lives as long as the engine
    }
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    WeakReference<ClassLoader> loader = loadUseAndUnload(dispatcher().getClass().getName());
    long deadline = System.nanoTime() + prompt().toNanos();
    while (loader.get() != null && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(20);
    }
    Set<Thread> left = new LinkedHashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    assertThat(loader.get())
        .as("the class loader, which something still holds; threads started meanwhile: %s", left)
        .isNull();
  }

  private WeakReference<ClassLoader> loadUseAndUnload(String className) throws Exception {
    try (PluginLoader loader = PluginLoader.create()) {
      Class<?> type = loader.loadClass(className);
      assertThat(type.getClassLoader()).isSameAs(loader);
      EventBackend dispatcher = (EventBackend) type.getConstructor().newInstance();
      Courier courier = new Courier(dispatcher, prompt());
      courier.open(Settings.of(name(), dispatcher.options(), settings()));
      courier.deliver(nextEvents(10));
      courier.close();
      return new WeakReference<>(loader);
    }
  }

  private Courier opened() throws Exception {
    Courier courier = new Courier(dispatcher(), prompt());
    courier.open(checkedSettings());
    return courier;
  }

  private Settings checkedSettings() throws Exception {
    return Settings.of(name(), dispatcher().options(), settings());
  }

  private String name() throws Exception {
    DispatcherName name = dispatcher().getClass().getAnnotation(DispatcherName.class);
    return name == null ? "unnamed" : name.value();
  }

  private List<Event> nextEvents(int count) {
    List<Event> events = stream.next(count);
    offered.addAll(events);
    return events;
  }

  /** Everything offered is there, in order; what is there twice has the same id. */
  private void assertDelivered() throws Exception {
    List<UUID> expected = offered.stream().map(event -> event.details().id()).toList();
    assertThat(new LinkedHashSet<>(delivered()))
        .as("the sink's events without repetitions, and those offered")
        .containsExactlyElementsOf(expected);
  }

  private static boolean flap(Outage outage) throws Exception {
    for (int i = 0; i < 3; i++) {
      outage.begin().run();
      Thread.sleep(3);
      outage.end().run();
      Thread.sleep(3);
    }
    return true;
  }

  private Set<String> secrets(List<Option> options) throws Exception {
    Set<String> secrets = new LinkedHashSet<>();
    Map<String, String> given = settings();
    for (Option option : options) {
      String value = given.getOrDefault(option.name(), "");
      Matcher password = PASSWORD_IN_URL.matcher(value);
      if (password.find()) {
        secrets.add(password.group(1));
      }
      if (option.secret() && !value.isEmpty()) {
        secrets.add(value);
      }
    }
    return secrets;
  }

  private static void assertTellsNone(Set<String> secrets, String text) {
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("a secret stands in a message or toString").isFalse();
    }
  }

  /** All messages: of the failure, its causes and what it suppressed. */
  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
