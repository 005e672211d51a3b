package io.senlin.delivery.plugin;

import io.senlin.spi.DispatcherName;
import io.senlin.spi.EventBackend;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the dispatchers of a plugin, and what is wrong with them. Runs none of their code. */
final class Inspection {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  private final Plugin plugin;
  private final Map<String, String> classes;
  private final List<PluginDispatcher> dispatchers = new ArrayList<>();
  private final List<PluginProblem> problems = new ArrayList<>();

  /**
   * @param classes {@code [senlin.dispatchers]}: class names by the name of the dispatcher
   */
  Inspection(Plugin plugin, Map<String, String> classes) {
    this.plugin = plugin;
    this.classes = Map.copyOf(classes);
  }

  Map<String, String> classes() {
    return classes;
  }

  List<PluginDispatcher> dispatchers() {
    return dispatchers;
  }

  List<PluginProblem> problems() {
    return problems;
  }

  /** Looks at every class that the plugin or the configuration names. */
  Inspection run() {
    int named = 0;
    for (Map.Entry<String, String> entry : classes.entrySet()) {
      if (plugin.loader().holds(entry.getValue())) {
        named++;
        attempt(() -> add(entry.getKey(), load(entry.getValue())));
      }
    }
    List<Class<? extends EventBackend>> services = new ArrayList<>();
    Spliterator<ServiceLoader.Provider<EventBackend>> all =
        ServiceLoader.load(EventBackend.class, plugin.loader()).stream().spliterator();
    int rejected = problems.size();
    while (attempt(() -> all.tryAdvance(service -> services.add(service.type()))).orElse(true)) {
      named++;
    }
    services.forEach(type -> attempt(() -> addService(type)));
    if (named == 0 && problems.size() == rejected) {
      reject(
          "it names no dispatcher; list the class in META-INF/services/"
              + EventBackend.class.getName()
              + ", or in [senlin.dispatchers] of senlin.conf");
    }
    return this;
  }

  private boolean addService(Class<? extends EventBackend> type) throws Rejected {
    DispatcherName name = type.getAnnotation(DispatcherName.class);
    if (name == null) {
      if (classes.containsValue(type.getName())) {
        return false; // the configuration names it
      }
      throw new Rejected(
          "class %s has no @DispatcherName; annotate it, or name it in [senlin.dispatchers] of"
                  .formatted(type.getName())
              + " senlin.conf");
    }
    return add(name.value(), type);
  }

  private boolean add(String name, Class<?> type) throws Rejected {
    if (!NAME.matcher(name).matches()) {
      throw new Rejected(
          "class %s calls its dispatcher '%s'; a name has lower-case letters, digits, - and _, and"
                  .formatted(type.getName(), name)
              + " starts with a letter");
    }
    if (!EventBackend.class.isAssignableFrom(type)) {
      throw new Rejected(
          "class %s is no dispatcher; it must extend %s"
              .formatted(type.getName(), EventBackend.class.getName()));
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new Rejected("class %s is abstract; name one that is not".formatted(type.getName()));
    }
    checkConstructor(type);
    dispatchers.add(new PluginDispatcher(name, plugin, type.asSubclass(EventBackend.class)));
    return true;
  }

  private static void checkConstructor(Class<?> type) throws Rejected {
    Method[] _ = type.getDeclaredMethods(); // a type that a signature names and no jar has shows
    boolean usable =
        Modifier.isPublic(type.getModifiers())
            && Stream.of(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
    if (!usable) {
      throw new Rejected(
          "class %s has no public constructor without parameters, or is not public itself; add one"
              .formatted(type.getName()));
    }
  }

  private Class<?> load(String className) throws Rejected {
    try {
      return Class.forName(className, false, plugin.loader());
    } catch (ClassNotFoundException missing) {
      throw new Rejected("class %s is missing".formatted(className), missing);
    }
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws Rejected;
  }

  /** Notes what goes wrong in a step; the boundary at which errors of a plugin's classes end. */
  private <T> Optional<T> attempt(Step<T> step) {
    try {
      return Optional.of(step.run());
    } catch (Rejected rejected) {
      reject(String.valueOf(rejected.getMessage()));
    } catch (ServiceConfigurationError wrong) {
      reject(wrong.getCause() instanceof LinkageError link ? linkage(link) : service(wrong));
    } catch (LinkageError wrong) {
      reject(linkage(wrong));
    } catch (RuntimeException wrong) { // a seal or a signature that is broken, for example
      reject("it cannot be loaded (%s); build its jars anew".formatted(wrong));
    }
    return Optional.empty();
  }

  private static String service(ServiceConfigurationError wrong) {
    String text = String.valueOf(wrong.getMessage());
    String said = text.substring(text.indexOf(": ") < 0 ? 0 : text.indexOf(": ") + 2);
    if (said.endsWith("not found")) {
      return said
          + " in its jars; correct META-INF/services/"
          + EventBackend.class.getName()
          + " or build the jar anew";
    }
    if (said.endsWith("not a subtype")) {
      return said + " of " + EventBackend.class.getName() + "; it must extend that class";
    }
    return said
        + "; every class in META-INF/services must extend EventBackend and have a public"
        + " constructor without parameters";
  }

  private static String linkage(LinkageError wrong) {
    return switch (wrong) {
      case UnsupportedClassVersionError newer ->
          "it is compiled for a newer Java than this engine runs on (%s); compile it for %d"
              .formatted(newer.getMessage(), Runtime.version().feature());
      case NoClassDefFoundError missing ->
          "class %s is missing; put the jar that has it into the plugin's folder"
              .formatted(String.valueOf(missing.getMessage()).replace('/', '.'));
      default -> "it cannot be linked (%s); build it against this engine's SPI".formatted(wrong);
    };
  }

  private void reject(String message) {
    problems.add(new PluginProblem(plugin.files().path(), message));
  }

  /** The classes of the configuration that none of the plugins holds. */
  static List<PluginProblem> unfound(Map<String, String> classes, List<Plugin> plugins) {
    return classes.entrySet().stream()
        .filter(entry -> plugins.stream().noneMatch(each -> each.loader().holds(entry.getValue())))
        .map(
            entry ->
                new PluginProblem(
                    Path.of("senlin.conf"),
                    "[senlin.dispatchers] %s = %s: no plugin below plugin_path holds that class; put"
                            .formatted(entry.getKey(), entry.getValue())
                        + " its jar there, or correct the name"))
        .toList();
  }
}
