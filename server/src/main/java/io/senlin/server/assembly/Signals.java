package io.senlin.server.assembly;

import java.lang.reflect.Proxy;

/** The signals of the operating system that an engine reacts to besides those that stop it. */
final class Signals {
  private Signals() {}

  /**
   * Runs {@code reaction}, on a thread of the JDK, at each SIGHUP. By reflection: the JDK has no
   * other way to signals than {@code sun.misc}, and javac lets nobody name that without a warning.
   *
   * @return whether this JDK and system have the signal
   */
  static boolean onHangUp(Runnable reaction) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  reaction.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException absent) {
      return false;
    }
  }
}
