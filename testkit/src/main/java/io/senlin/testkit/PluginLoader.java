package io.senlin.testkit;

import io.senlin.spi.EventBackend;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a dispatcher of the class path as the engine loads a plugin: the JDK and the SPI are
 * shared, everything else is the plugin's own.
 */
final class PluginLoader extends URLClassLoader {
  private static final String SPI = EventBackend.class.getPackageName() + ".";

  private PluginLoader(URL[] classPath) {
    super("plugin", classPath, ClassLoader.getPlatformClassLoader());
  }

  /** A new loader over the class path of the test. */
  static PluginLoader create() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException("class path entry " + entry + " has no URL", impossible);
      }
    }
    return new PluginLoader(urls.toArray(URL[]::new));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.startsWith(SPI)
        ? EventBackend.class.getClassLoader().loadClass(name)
        : super.findClass(name);
  }
}
