package io.senlin.delivery;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.Event;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A dispatcher whose sink is a list, over all its instances, and that a test can make misbehave.
 */
final class Recorder implements DispatcherSource {
  /** Something in place of what a dispatcher would do. */
  @FunctionalInterface
  interface Trick {
    void on(List<Event> events) throws Exception;
  }

  private final String name;
  private final List<Event> delivered = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Trick before = _ -> {};
  private volatile Trick onOpen = _ -> {};
  private volatile Trick onClose = _ -> {};
  private volatile boolean mute;
  private volatile Optional<String> token = Optional.empty();

  Recorder(String name) {
    this.name = name;
  }

  /** Does this before events are recorded; if it throws they are not. */
  Recorder before(Trick trick) {
    before = trick;
    return this;
  }

  Recorder onOpen(Trick trick) {
    onOpen = trick;
    return this;
  }

  Recorder onClose(Trick trick) {
    onClose = trick;
    return this;
  }

  /** Whether it tells its options only once an instance is made, as a plugin that is slow. */
  Recorder mute(boolean on) {
    mute = on;
    return this;
  }

  /** Everything recorded, in order. */
  List<Event> delivered() {
    return delivered;
  }

  List<Long> sequences() {
    return delivered.stream().map(event -> event.details().sequence()).toList();
  }

  /** {@code open}, {@code dump} and {@code close}, in order. */
  List<String> calls() {
    return calls;
  }

  /** The secret that the last instance was opened with. */
  Optional<String> token() {
    return token;
  }

  void record(List<Event> events) {
    delivered.addAll(events);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> version() {
    return Optional.empty();
  }

  @Override
  public Optional<List<Option>> options() {
    return mute ? Optional.empty() : Optional.of(create().options());
  }

  @Override
  public ClassLoader loader() {
    return Recorder.class.getClassLoader();
  }

  @Override
  public EventBackend create() {
    return new Backend();
  }

  private final class Backend extends EventBackend {
    @Override
    public List<Option> options() {
      return List.of(
          Option.of("path", Option.Kind.PATH, "Where to.").or("/tmp"),
          Option.of("style", Option.Kind.TEXT, "How.").matching("plain|rich", "is no style"),
          Option.of("token", Option.Kind.TEXT, "A secret.").asSecret());
    }

    @Override
    public void open(Settings settings) throws Exception {
      calls.add("open " + settings.text("path"));
      token = settings.optional("token");
      onOpen.on(List.of());
    }

    @Override
    public void dump(Level level, Action action, Details details) throws Exception {
      dumpAll(List.of(new Event(level, action, details)));
    }

    @Override
    public void dumpAll(List<Event> events) throws Exception {
      calls.add("dump");
      before.on(events);
      record(events);
    }

    @Override
    public void close() throws Exception {
      calls.add("close");
      onClose.on(List.of());
    }
  }
}
