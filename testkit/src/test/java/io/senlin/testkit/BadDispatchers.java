package io.senlin.testkit;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherGone;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.Event;
import io.senlin.spi.Level;
import io.senlin.spi.Option;
import io.senlin.spi.PartlyDelivered;
import io.senlin.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Dispatchers that each break one promise. */
final class BadDispatchers {
  private BadDispatchers() {}

  /** Returns before the sink has the events. */
  @DispatcherName("bad")
  public static final class Buffering extends LinesDispatcher {
    private final List<Details> buffer = new ArrayList<>();

    @Override
    public void dump(Level level, Action action, Details details) {
      buffer.add(details);
    }

    @Override
    public void close() throws Exception {
      for (Details details : buffer) {
        append(details.id() + "\n");
      }
    }
  }

  /** Takes a failure for a delivery. */
  @DispatcherName("bad")
  public static final class Swallowing extends LinesDispatcher {
    @Override
    void append(String line) throws Exception {
      try {
        super.append(line);
      } catch (IOException ignored) {
        // this is the fault that the contract shall find
      }
    }
  }

  /** Gives an event a new id with every delivery. */
  @DispatcherName("bad")
  public static final class Renaming extends LinesDispatcher {
    @Override
    void append(String line) throws Exception {
      super.append(UUID.randomUUID() + "\n");
    }
  }

  /** Sends the newest event of a batch first. */
  @DispatcherName("bad")
  public static final class Reversing extends LinesDispatcher {
    @Override
    public void dumpAll(List<Event> events) throws Exception {
      super.dumpAll(events.reversed());
    }
  }

  /** Claims more than it delivered. */
  @DispatcherName("bad")
  public static final class Overstating extends LinesDispatcher {
    @Override
    public void dumpAll(List<Event> events) throws Exception {
      try {
        super.dumpAll(events);
      } catch (IOException failure) {
        throw new PartlyDelivered(1, failure);
      }
    }
  }

  /** Fails for good when it is offered an event again. */
  @DispatcherName("bad")
  public static final class Intolerant extends LinesDispatcher {
    private final Set<String> known = new HashSet<>();

    @Override
    public void open(Settings settings) throws Exception {
      super.open(settings);
      if (Files.isRegularFile(file)) {
        known.addAll(Files.readAllLines(file));
      }
    }

    @Override
    public void dump(Level level, Action action, Details details) throws Exception {
      if (!known.add(details.id().toString())) {
        throw new DispatcherGone("event " + details.id() + " is here already");
      }
      super.dump(level, action, details);
    }
  }

  /** Retires at the first failure, though the sink will be back. */
  @DispatcherName("bad")
  public static final class Retiring extends LinesDispatcher {
    @Override
    void append(String line) throws Exception {
      try {
        super.append(line);
      } catch (IOException failure) {
        throw new DispatcherGone("no file", failure);
      }
    }
  }

  /** Empties its file when it starts. */
  @DispatcherName("bad")
  public static final class Truncating extends LinesDispatcher {
    @Override
    public void open(Settings settings) throws Exception {
      super.open(settings);
      if (!Files.isDirectory(file)) {
        Files.writeString(file, "");
      }
    }
  }

  /** Does not let an interruption through. */
  @DispatcherName("bad")
  public static final class Deaf extends LinesDispatcher {
    @Override
    public void dump(Level level, Action action, Details details) throws Exception {
      while (Files.exists(lock(file))) {
        LockSupport.parkNanos(1_000_000);
      }
      append(details.id() + "\n");
    }
  }

  /** Never ends closing. */
  @DispatcherName("bad")
  public static final class Lingering extends LinesDispatcher {
    @Override
    public void close() throws InterruptedException {
      Thread.sleep(60_000);
    }
  }

  /** Fails to close what it never opened. */
  @DispatcherName("bad")
  public static final class Clumsy extends LinesDispatcher {
    @Override
    public void open(Settings settings) throws Exception {
      super.open(settings);
      if (!Files.isDirectory(file.getParent())) {
        file = null;
        throw new IOException("there is no folder");
      }
    }

    @Override
    public void close() {
      token = file.getFileName().toString();
    }
  }

  /** Tells its token to whoever reads the log. */
  @DispatcherName("bad")
  public static final class Talkative extends LinesDispatcher {
    @Override
    void append(String line) throws Exception {
      try {
        super.append(line);
      } catch (IOException failure) {
        throw new IOException("with token " + token, failure);
      }
    }
  }

  /** Does not say that its password is a secret. */
  @DispatcherName("bad")
  public static final class Careless extends LinesDispatcher {
    @Override
    public List<Option> options() {
      List<Option> options = new ArrayList<>(super.options());
      options.add(Option.of("password", Option.Kind.TEXT, "For signing in.").or(""));
      return options;
    }
  }

  /** Takes any value for an option. */
  @DispatcherName("bad")
  public static final class Indifferent extends LinesDispatcher {
    @Override
    public void open(Settings settings) {
      file = settings.path("path");
    }
  }

  /** Leaves a thread behind. */
  @DispatcherName("bad")
  public static final class Leaking extends LinesDispatcher {
    @Override
    public void open(Settings settings) throws Exception {
      super.open(settings);
      Thread.ofPlatform().daemon().name("left behind").start(this::idle);
    }

    private void idle() {
      while (file != null) {
        LockSupport.parkNanos(1_000_000_000);
      }
    }
  }

  /** Has no name. */
  public static final class Nameless extends LinesDispatcher {}
}
