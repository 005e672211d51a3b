package io.senlin.delivery.plugin;

import io.senlin.delivery.DispatcherSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The plugins below {@code plugin_path}: each sub-folder with jars, and each single jar, is one.
 * Thread-safe.
 *
 * <p>Each has a class loader of its own, which sees the JDK, the SPI and SLF4J of the engine and
 * its own jars. It is unloaded when its files are gone or changed and no dispatcher runs from it.
 * What the JVM does not allow: a plugin that calls {@code System.exit} ends the engine; threads,
 * shutdown hooks and drivers it does not take back keep its class loader; memory it takes is the
 * engine's.
 */
public final class Plugins implements AutoCloseable {
  /**
   * What a scan found.
   *
   * @param dispatchers by name, no name twice
   * @param problems what cannot be used; the rest can
   */
  public record Found(List<DispatcherSource> dispatchers, List<PluginProblem> problems) {
    public Found {
      dispatchers = List.copyOf(dispatchers);
      problems = List.copyOf(problems);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Path copies;
  private final Set<String> taken;
  private Map<Path, Plugin> loaded = Map.of();
  private Map<Plugin, Inspection> inspections = Map.of();
  private int loads;

  private Plugins(Path copies, Set<String> taken) {
    this.copies = copies;
    this.taken = Set.copyOf(taken);
    Plugin.delete(copies);
  }

  /**
   * No plugins yet; {@link #scan} finds them.
   *
   * @param copies a folder of which nobody else makes use; jars are run from copies in it, so that
   *     replacing one never breaks what runs
   * @param taken the names of dispatchers that are part of the engine
   */
  public static Plugins in(Path copies, Set<String> taken) {
    return new Plugins(copies, taken);
  }

  /** The same, where no names are taken. */
  public static Plugins in(Path copies) {
    return in(copies, Set.of());
  }

  /**
   * Looks at all plugins. One whose files did not change since the last scan stays the same source;
   * one that is gone or changed is let go of as soon as nothing runs from it. Of two dispatchers
   * with one name the first counts.
   *
   * @param folders {@code plugin_path}, in order of preference; one that does not exist is empty
   * @param classes {@code [senlin.dispatchers]}: classes by the name of the dispatcher
   */
  public Found scan(List<Path> folders, Map<String, String> classes) {
    lock.lock();
    try {
      List<PluginProblem> problems = new ArrayList<>();
      Map<Path, Plugin> now = new LinkedHashMap<>();
      for (Path folder : folders) {
        for (Path path : list(folder, problems)) {
          load(path, problems).ifPresent(plugin -> now.put(path, plugin));
        }
      }
      loaded.values().stream().filter(old -> !now.containsValue(old)).forEach(Plugin::retire);
      loaded = now;
      List<DispatcherSource> dispatchers = dispatchers(new TreeMap<>(classes), problems);
      problems.addAll(Inspection.unfound(classes, List.copyOf(now.values())));
      return new Found(dispatchers, problems);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all plugins go; those from which nothing runs are unloaded. */
  @Override
  public void close() {
    lock.lock();
    try {
      loaded.values().forEach(Plugin::retire);
      loaded = Map.of();
      inspections = Map.of();
    } finally {
      lock.unlock();
    }
  }

  private static List<Path> list(Path folder, List<PluginProblem> problems) {
    try {
      return PluginFiles.in(folder);
    } catch (IOException unreadable) {
      problems.add(
          new PluginProblem(
              folder, "it cannot be read (%s); correct plugin_path".formatted(unreadable)));
      return List.of();
    }
  }

  private Optional<Plugin> load(Path path, List<PluginProblem> problems) {
    try {
      PluginFiles files = PluginFiles.of(path);
      Plugin before = loaded.get(path);
      if (before != null && before.files().equals(files)) {
        return Optional.of(before);
      }
      if (files.jars().isEmpty()) {
        throw new Rejected("the folder holds no jar; put the plugin's jars there");
      }
      loads++;
      return Optional.of(Plugin.load(files, copies.resolve(loads + "-" + path.getFileName())));
    } catch (Rejected rejected) {
      problems.add(new PluginProblem(path, String.valueOf(rejected.getMessage())));
    } catch (IOException unreadable) {
      problems.add(new PluginProblem(path, "it cannot be read (%s)".formatted(unreadable)));
    }
    return Optional.empty();
  }

  private List<DispatcherSource> dispatchers(
      Map<String, String> classes, List<PluginProblem> problems) {
    Map<Plugin, Inspection> inspected = new LinkedHashMap<>();
    Map<String, DispatcherSource> byName = new LinkedHashMap<>();
    for (Plugin plugin : loaded.values()) {
      Inspection before = inspections.get(plugin);
      Inspection inspection =
          before != null && before.classes().equals(classes)
              ? before
              : new Inspection(plugin, classes).run();
      inspected.put(plugin, inspection);
      problems.addAll(inspection.problems());
      for (PluginDispatcher dispatcher : inspection.dispatchers()) {
        add(byName, dispatcher, problems);
      }
    }
    inspections = inspected;
    return List.copyOf(byName.values());
  }

  private void add(
      Map<String, DispatcherSource> byName,
      PluginDispatcher dispatcher,
      List<PluginProblem> problems) {
    Path path = dispatcher.plugin().files().path();
    if (taken.contains(dispatcher.name())) {
      problems.add(
          new PluginProblem(
              path,
              "dispatcher '%s' is part of the engine; give the plugin's another name in @DispatcherName"
                  .formatted(dispatcher.name())));
      return;
    }
    DispatcherSource first = byName.putIfAbsent(dispatcher.name(), dispatcher);
    if (first != null) {
      problems.add(
          new PluginProblem(
              path,
              "there is a dispatcher %s already, which is used; remove one of the two plugins"
                  .formatted(first)));
    }
  }
}
