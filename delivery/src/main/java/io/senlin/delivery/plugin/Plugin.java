package io.senlin.delivery.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of a plugin: its class loader, over copies of its jars. It is unloaded as soon as it
 * was let go of and nobody holds it any more. Thread-safe.
 */
final class Plugin {
  private static final Logger log = LoggerFactory.getLogger(Plugin.class);

  private final PluginFiles files;
  private final Path copies;
  private final PluginClassLoader loader;
  private int holders;
  private boolean retired;
  private boolean unloaded;

  private Plugin(PluginFiles files, Path copies, PluginClassLoader loader) {
    this.files = files;
    this.copies = copies;
    this.loader = loader;
  }

  /**
   * Loads a plugin.
   *
   * @param copies a new folder for copies of its jars; deleted when the plugin is unloaded
   * @throws Rejected if its jars cannot be used
   */
  static Plugin load(PluginFiles files, Path copies) throws Rejected {
    try {
      List<URL> urls = new ArrayList<>();
      Files.createDirectories(copies);
      for (PluginFiles.Jar jar : files.jars()) {
        Path copy = copies.resolve(urls.size() + "-" + jar.path().getFileName());
        Files.copy(jar.path(), copy);
        SpiVersion.check(jar.path(), manifest(jar.path(), copy));
        urls.add(copy.toUri().toURL());
      }
      if (!files.equals(PluginFiles.of(files.path()))) {
        throw new Rejected("it is being written; it is looked at again when that is done");
      }
      String name = "plugin:" + files.path().getFileName();
      return new Plugin(files, copies, new PluginClassLoader(name, urls));
    } catch (IOException unreadable) {
      delete(copies);
      throw new Rejected("it cannot be read (" + unreadable + "); put it there anew", unreadable);
    } catch (Rejected rejected) {
      delete(copies);
      throw rejected;
    }
  }

  private static Attributes manifest(Path original, Path copy) throws Rejected {
    try (JarFile jar = new JarFile(copy.toFile())) {
      return jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
    } catch (IOException broken) {
      throw new Rejected(
          "%s is no complete jar (%s); build it anew or copy it again"
              .formatted(original.getFileName(), broken.getMessage()),
          broken);
    }
  }

  PluginFiles files() {
    return files;
  }

  PluginClassLoader loader() {
    return loader;
  }

  /** Keeps it loaded until {@link #release}. */
  synchronized void hold() {
    holders++;
  }

  synchronized void release() {
    holders--;
    unloadIfUnused();
  }

  /** Lets it go: it is unloaded at once, or when the last one that holds it releases it. */
  synchronized void retire() {
    retired = true;
    unloadIfUnused();
  }

  synchronized boolean unloaded() {
    return unloaded;
  }

  private void unloadIfUnused() {
    if (!retired || holders > 0 || unloaded) {
      return;
    }
    unloaded = true;
    try {
      loader.close();
    } catch (IOException failed) {
      log.warn("plugin {} was not closed cleanly: {}", files.path(), failed.toString());
    }
    delete(copies);
    log.info("plugin {} is unloaded", files.path());
  }

  /** Deletes a folder and all in it, as far as that is possible. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException failed) {
      log.warn("the copies in {} could not be deleted: {}", folder, failed.toString());
    }
  }
}
