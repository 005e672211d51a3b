package io.senlin.delivery.plugin;

import io.senlin.spi.EventBackend;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plugin: the JDK, the SPI and SLF4J are the engine's, everything else comes
 * from the plugin's own jars. So plugins with different versions of one library do not disturb each
 * other, and what they log goes where the engine's log goes.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final List<String> SHARED = List.of("io.senlin.spi.", "org.slf4j.");

  static {
    ClassLoader.registerAsParallelCapable();
  }

  PluginClassLoader(String name, List<URL> jars) {
    super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (String shared : SHARED) {
      if (name.startsWith(shared)) {
        return EventBackend.class.getClassLoader().loadClass(name);
      }
    }
    return super.findClass(name);
  }

  /** Whether one of the plugin's own jars holds a class. */
  boolean holds(String className) {
    return findResource(className.replace('.', '/') + ".class") != null;
  }
}
