package io.senlin.engine.process;

import io.senlin.engine.profile.InvalidSpec;
import io.senlin.engine.profile.NodeHandle;
import io.senlin.engine.profile.Operation;
import io.senlin.engine.profile.ProfileFailure;
import io.senlin.engine.profile.ProfileType;
import io.senlin.engine.profile.Property;
import io.senlin.engine.profile.Property.Kind;
import io.senlin.engine.profile.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code host.process-1.0}: a node is a process of the engine's machine.
 *
 * <p>Only programs named in {@code [host_process] allowed} run, with the arguments given and never
 * through a shell. A process inherits nothing of the engine's environment: it gets {@code PATH},
 * {@code SENLIN_NODE_ID}, {@code SENLIN_NODE_NAME}, {@code SENLIN_CLUSTER_ID} and what its profile
 * gives. It runs in a session of its own, so that it outlives the engine; its output goes to files,
 * which {@link ProcessOutputs} bounds.
 *
 * <p>The physical id says when the process started, so a process id that was given to another
 * process is recognised and never signalled. Should the engine die between the start of a process
 * and the moment its physical id is stored, the process is found again by {@code SENLIN_NODE_ID}.
 *
 * <p>Where engines on several machines may share the database, the physical id says on which of
 * them the process started, too. An engine on another one cannot look after it, and says so.
 */
public final class HostProcesses implements ProfileType {
  private static final String NODE_ID = "SENLIN_NODE_ID";
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration SETTLE = Duration.ofMillis(50);
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final HostProcessSettings settings;
  private final String host;
  private final ProcessTable table;

  public HostProcesses(HostProcessSettings settings) {
    this.settings = settings;
    this.host = settings.host().map(ProcessIdentity::mark).orElse("");
    this.table = new ProcessTable(host);
  }

  @Override
  public String name() {
    return "host.process";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public String noun() {
    return "process";
  }

  @Override
  public Schema schema() {
    return Schema.of(
        Property.of("program", Kind.STRING, "Absolute path of the program to run.")
            .mandatory()
            .changeable(),
        Property.of("arguments", Kind.LIST, "Its arguments, as they are; no shell sees them.")
            .or(List.of())
            .changeable(),
        Property.of("environment", Kind.MAP, "Its environment; nothing else is inherited.")
            .or(Map.of())
            .changeable(),
        Property.of("working_directory", Kind.STRING, "Absolute path of where it runs.")
            .or("/")
            .changeable(),
        Property.of("stop_timeout", Kind.NUMBER, "Seconds from SIGTERM to SIGKILL.")
            .or(10)
            .changeable());
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("stop", new Operation("Stops the process.", Schema.EMPTY));
    operations.put("start", new Operation("Starts the process if it is not alive.", Schema.EMPTY));
    operations.put("restart", new Operation("Stops the process and starts it.", Schema.EMPTY));
    operations.put(
        "reboot",
        new Operation(
            "The same as restart.",
            Schema.of(
                Property.of("type", Kind.STRING, "SOFT: SIGTERM first. HARD: SIGKILL at once.")
                    .oneOf("SOFT", "HARD")
                    .or("SOFT"))));
    return operations;
  }

  @Override
  public void validate(Map<String, @Nullable Object> properties) throws InvalidSpec {
    checkAllowed(String.valueOf(properties.get("program")));
    for (String argument : texts(properties.get("arguments"), "arguments")) {
      refuseNul(argument);
    }
    for (Map.Entry<String, String> variable : environment(properties).entrySet()) {
      String name = variable.getKey();
      if (name.isEmpty() || name.contains("=") || name.startsWith("SENLIN_")) {
        throw new InvalidSpec(
            ("The environment variable '%s' cannot be given; a name is not empty, has no '=' and"
                    + " does not start with SENLIN_")
                .formatted(name));
      }
      refuseNul(name);
      refuseNul(variable.getValue());
    }
    String directory = String.valueOf(properties.get("working_directory"));
    refuseNul(directory);
    if (!directory.startsWith("/")) {
      throw new InvalidSpec(
          "The working_directory '%s' is not an absolute path".formatted(directory));
    }
    double seconds = stopTimeout(properties);
    if (seconds < 0 || seconds > 86_400) {
      throw new InvalidSpec("The stop_timeout is %s; give 0 to 86400 seconds".formatted(seconds));
    }
  }

  /** The program with the links of its directory resolved, if it is one of those allowed. */
  private Path checkAllowed(String program) throws InvalidSpec {
    refuseNul(program);
    Path path = Path.of(program);
    if (!path.isAbsolute()) {
      throw new InvalidSpec("The program '%s' is not an absolute path".formatted(program));
    }
    Optional<Path> real = real(path);
    boolean allowed =
        real.isPresent() && settings.allowed().stream().anyMatch(one -> real(one).equals(real));
    if (!allowed) {
      throw new InvalidSpec(
          "The program '%s' may not run here; name it in [host_process] allowed in senlin.conf"
              .formatted(program));
    }
    return real.get();
  }

  /**
   * The path with the links of its directory resolved. Not its own: where one program has many
   * names, as in busybox, allowing one of them must not allow the others.
   */
  private static Optional<Path> real(Path path) {
    try {
      Path directory = path.normalize().getParent();
      return directory == null || path.getFileName() == null
          ? Optional.empty()
          : Optional.of(directory.toRealPath().resolve(path.normalize().getFileName()));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static void refuseNul(String text) throws InvalidSpec {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidSpec("A NUL character can be in no program, argument or variable");
    }
  }

  private static List<String> texts(@Nullable Object value, String property) throws InvalidSpec {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof String || item instanceof Number || item instanceof Boolean)) {
          throw new InvalidSpec("The '%s' are not all strings".formatted(property));
        }
        texts.add(String.valueOf(item));
      }
    }
    return texts;
  }

  private static Map<String, String> environment(Map<String, @Nullable Object> properties) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (properties.get("environment") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
    }
    return environment;
  }

  private static double stopTimeout(Map<String, @Nullable Object> properties) {
    return properties.get("stop_timeout") instanceof Number number ? number.doubleValue() : 10;
  }

  @Override
  public String create(NodeHandle node) throws ProfileFailure, InterruptedException {
    return start(node, node.properties());
  }

  private String start(NodeHandle node, Map<String, @Nullable Object> properties)
      throws ProfileFailure, InterruptedException {
    Process process;
    Path output = ProcessOutputs.of(settings.directory(), node.id());
    try {
      Files.createDirectories(settings.directory());
      ProcessBuilder builder = new ProcessBuilder(command(properties));
      builder.directory(Path.of(String.valueOf(properties.get("working_directory"))).toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.put("PATH", PATH);
      environment.putAll(environment(properties));
      environment.put(NODE_ID, node.id());
      environment.put("SENLIN_NODE_NAME", node.name());
      environment.put("SENLIN_CLUSTER_ID", node.clusterId());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      builder.redirectErrorStream(true);
      process = builder.start();
    } catch (IOException failure) {
      throw new ProfileFailure(String.valueOf(failure.getMessage()), failure);
    } catch (InvalidSpec wrong) {
      throw new ProfileFailure(String.valueOf(wrong.getMessage()), wrong);
    }
    return identify(process, output);
  }

  private List<String> command(Map<String, @Nullable Object> properties)
      throws InvalidSpec, ProfileFailure {
    Path program = checkAllowed(String.valueOf(properties.get("program")));
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new ProfileFailure("the program '%s' is not executable".formatted(program));
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(program.toString());
    command.addAll(texts(properties.get("arguments"), "arguments"));
    return command;
  }

  private String identify(Process process, Path output)
      throws ProfileFailure, InterruptedException {
    try {
      Optional<ProcessIdentity> identity = table.alive(process.pid());
      if (process.waitFor(SETTLE.toMillis(), TimeUnit.MILLISECONDS) || identity.isEmpty()) {
        throw new ProfileFailure(
            "the process ended at once with exit code %d; its output is in %s"
                .formatted(process.waitFor(), output));
      }
      return identity.get().physicalId();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      throw stopped;
    }
  }

  @Override
  public void delete(NodeHandle node) throws ProfileFailure, InterruptedException {
    stop(node, false);
    try {
      Path output = ProcessOutputs.of(settings.directory(), node.id());
      Files.deleteIfExists(output);
      Files.deleteIfExists(ProcessOutputs.cutOff(output));
    } catch (IOException failure) {
      throw new ProfileFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Ends every process of a node: its own, what that started, and what a crash left behind. */
  private void stop(NodeHandle node, boolean atOnce) throws ProfileFailure, InterruptedException {
    Set<ProcessIdentity> processes = new LinkedHashSet<>();
    own(node).ifPresent(processes::add);
    processes.addAll(table.withEnvironment(NODE_ID, node.id()));
    Duration limit = Duration.ofMillis((long) (stopTimeout(node.properties()) * 1000));
    if (!atOnce) {
      signal(processes, false);
    }
    if (atOnce || !allGone(processes, limit)) {
      processes.addAll(table.withEnvironment(NODE_ID, node.id()));
      signal(processes, true);
      if (!allGone(processes, AFTER_KILL)) {
        throw new ProfileFailure("the process does not end, even after SIGKILL");
      }
    }
  }

  private void signal(Set<ProcessIdentity> processes, boolean kill) throws ProfileFailure {
    for (ProcessIdentity process : processes) {
      Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
      // the handle remembers the start time too: should the id pass on after this check, the JDK
      // does not signal
      if (handle.isPresent() && table.isAlive(process)) {
        boolean asked = kill ? handle.get().destroyForcibly() : handle.get().destroy();
        if (!asked && table.isAlive(process)) {
          throw new ProfileFailure("the process %d cannot be signalled".formatted(process.pid()));
        }
      }
    }
  }

  private boolean allGone(Set<ProcessIdentity> processes, Duration limit)
      throws ProfileFailure, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (anyAlive(processes)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private boolean anyAlive(Set<ProcessIdentity> processes) throws ProfileFailure {
    for (ProcessIdentity process : processes) {
      if (table.isAlive(process)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean check(NodeHandle node) throws ProfileFailure {
    Optional<ProcessIdentity> process = own(node);
    return process.isPresent() && table.isAlive(process.get());
  }

  /** The process that a node knows; it may be dead. */
  private Optional<ProcessIdentity> own(NodeHandle node) throws ProfileFailure {
    Optional<ProcessIdentity> own =
        node.physicalId().flatMap(id -> ProcessIdentity.parse(id, host));
    if (own.isPresent() && !own.get().host().equals(host)) {
      throw new ProfileFailure(
          ("the process was started on another machine, and the engine on '%s' cannot look after"
                  + " it; run all engines on one machine, with one [DEFAULT] host")
              .formatted(settings.host().orElse("localhost")));
    }
    return own;
  }

  @Override
  public String recover(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException {
    stop(node, "HARD".equals(params.get("type")));
    return start(node, node.properties());
  }

  @Override
  public String update(NodeHandle node, Map<String, @Nullable Object> properties)
      throws ProfileFailure, InterruptedException {
    stop(node, false);
    return start(node, properties);
  }

  @Override
  public String operate(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException {
    return switch (operation) {
      case "stop" -> {
        stop(node, false);
        yield node.physicalId().orElse("");
      }
      case "start" ->
          check(node) ? node.physicalId().orElse("") : recover(node, "RECREATE", params);
      case "restart", "reboot" -> recover(node, "REBOOT", params);
      default -> throw new ProfileFailure("there is no operation '%s'".formatted(operation));
    };
  }

  @Override
  public Map<String, @Nullable Object> details(NodeHandle node) throws ProfileFailure {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    Optional<ProcessIdentity> process = own(node);
    details.put("pid", process.map(ProcessIdentity::pid).orElse(null));
    details.put("alive", check(node));
    details.put("program", node.properties().get("program"));
    details.put("arguments", node.properties().get("arguments"));
    details.put("output", ProcessOutputs.of(settings.directory(), node.id()).toString());
    return details;
  }
}
