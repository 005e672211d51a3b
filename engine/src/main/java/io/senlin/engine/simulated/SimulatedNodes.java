package io.senlin.engine.simulated;

import io.senlin.engine.profile.InvalidSpec;
import io.senlin.engine.profile.NodeHandle;
import io.senlin.engine.profile.Operation;
import io.senlin.engine.profile.ProfileFailure;
import io.senlin.engine.profile.ProfileType;
import io.senlin.engine.profile.Property;
import io.senlin.engine.profile.Property.Kind;
import io.senlin.engine.profile.Schema;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code simulated.node-1.0}: nodes without anything behind them. Their operations take as long and
 * fail as often as the properties say. The same seed, node index and sequence of calls gives the
 * same failures. A simulated node lives in its engine's memory only as far as failures are counted;
 * a check finds it alive unless it is told to fail.
 */
public final class SimulatedNodes implements ProfileType {
  private static final List<String> CALLS =
      List.of("create", "delete", "check", "recover", "update", "reboot");

  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "simulated.node";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public String noun() {
    return "node";
  }

  @Override
  public Schema schema() {
    return Schema.of(
        Property.of("delay", Kind.NUMBER, "Seconds each call takes.").or(0).changeable(),
        Property.of("delays", Kind.MAP, "Seconds by call: create, delete, check and so on.")
            .or(Map.of())
            .changeable(),
        Property.of("failure_rate", Kind.NUMBER, "How many calls of one fail, from 0 to 1.")
            .or(0)
            .changeable(),
        Property.of("fail", Kind.LIST, "Calls that always fail: create, delete, check and so on.")
            .or(List.of())
            .changeable(),
        Property.of("dead", Kind.BOOLEAN, "Whether a check finds the node dead.")
            .or(false)
            .changeable(),
        Property.of("seed", Kind.INTEGER, "Where the failures of failure_rate come from.")
            .or(0)
            .changeable());
  }

  @Override
  public Map<String, Operation> operations() {
    Property type =
        Property.of("type", Kind.STRING, "Kind of reboot.").oneOf("SOFT", "HARD").or("SOFT");
    return Map.of("reboot", new Operation("Reboots the node.", Schema.of(type)));
  }

  @Override
  public void validate(Map<String, @Nullable Object> properties) throws InvalidSpec {
    double rate = number(properties.get("failure_rate"));
    if (rate < 0 || rate > 1) {
      throw new InvalidSpec("The failure_rate is %s; give a number from 0 to 1".formatted(rate));
    }
    if (number(properties.get("delay")) < 0) {
      throw new InvalidSpec("The delay is negative; give a number of seconds");
    }
    if (properties.get("delays") instanceof Map<?, ?> delays) {
      for (Map.Entry<?, ?> delay : delays.entrySet()) {
        checkCall(delay.getKey());
        if (!(delay.getValue() instanceof Number)) {
          throw new InvalidSpec("The delay of '%s' is not a number".formatted(delay.getKey()));
        }
      }
    }
    if (properties.get("fail") instanceof List<?> fail) {
      for (Object call : fail) {
        checkCall(call);
      }
    }
  }

  private static void checkCall(@Nullable Object call) throws InvalidSpec {
    if (!CALLS.contains(String.valueOf(call))) {
      throw new InvalidSpec(
          "'%s' is no call of a simulated node; the calls are %s"
              .formatted(call, String.join(", ", CALLS)));
    }
  }

  @Override
  public String create(NodeHandle node) throws ProfileFailure, InterruptedException {
    pretend(node, "create");
    return UUID.randomUUID().toString();
  }

  @Override
  public void delete(NodeHandle node) throws ProfileFailure, InterruptedException {
    pretend(node, "delete");
    calls.remove(node.id());
  }

  @Override
  public boolean check(NodeHandle node) throws ProfileFailure, InterruptedException {
    pretend(node, "check");
    return !Boolean.TRUE.equals(node.properties().get("dead"));
  }

  @Override
  public String recover(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException {
    pretend(node, "recover");
    return node.physicalId()
        .filter(id -> !operation.equals("RECREATE"))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  @Override
  public String update(NodeHandle node, Map<String, @Nullable Object> properties)
      throws ProfileFailure, InterruptedException {
    pretend(node, "update");
    return node.physicalId().orElse("");
  }

  @Override
  public String operate(NodeHandle node, String operation, Map<String, @Nullable Object> params)
      throws ProfileFailure, InterruptedException {
    pretend(node, operation);
    return node.physicalId().orElse("");
  }

  @Override
  public Map<String, @Nullable Object> details(NodeHandle node) {
    return Map.of("simulated", true);
  }

  private void pretend(NodeHandle node, String call) throws ProfileFailure, InterruptedException {
    Map<String, @Nullable Object> properties = node.properties();
    Object own = properties.get("delays") instanceof Map<?, ?> delays ? delays.get(call) : null;
    double seconds = number(own == null ? properties.get("delay") : own);
    if (seconds > 0) {
      Thread.sleep((long) (seconds * 1000));
    }
    boolean told = properties.get("fail") instanceof List<?> fail && fail.contains(call);
    double rate = number(properties.get("failure_rate"));
    if (told || (rate > 0 && draw(node) < rate)) {
      throw new ProfileFailure("simulated failure of '%s'".formatted(call));
    }
  }

  /** A number from 0 to 1 that depends on the seed, the node's index and how often it was asked. */
  private double draw(NodeHandle node) {
    int count = calls.computeIfAbsent(node.id(), id -> new AtomicInteger()).getAndIncrement();
    long seed = (long) number(node.properties().get("seed"));
    return new SplittableRandom(seed * 31_000_003L + node.index() * 1_009L + count).nextDouble();
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
