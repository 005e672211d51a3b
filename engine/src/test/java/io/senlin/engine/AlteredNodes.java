package io.senlin.engine;

import io.senlin.engine.profile.ProfileType;
import io.senlin.engine.simulated.SimulatedNodes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Simulated nodes of which a test alters some calls. */
final class AlteredNodes {
  /** What is done instead of a call. */
  @FunctionalInterface
  interface Call {
    Object run() throws Throwable;
  }

  private final Map<String, Call> altered = new ConcurrentHashMap<>();

  /** From now on, {@code call} does something else. */
  void alter(String call, Call instead) {
    altered.put(call, instead);
  }

  /** The next {@code call} hangs, whatever interrupts it. */
  Hanging hang(String call, Object answer) {
    Hanging hanging = new Hanging(answer);
    alter(
        call,
        () -> {
          altered.remove(call);
          return hanging.run();
        });
    return hanging;
  }

  ProfileType type() {
    ProfileType simulated = new SimulatedNodes();
    return (ProfileType)
        Proxy.newProxyInstance(
            ProfileType.class.getClassLoader(),
            new Class<?>[] {ProfileType.class},
            (proxy, method, arguments) -> {
              Call instead = altered.get(method.getName());
              if (instead != null) {
                return instead.run();
              }
              try {
                return method.invoke(simulated, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  /** A call that hangs. */
  static final class Hanging {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final Object answer;

    private Hanging(Object answer) {
      this.answer = answer;
    }

    private Object run() {
      begun.countDown();
      while (hangs()) {
        LockSupport.parkNanos(1_000_000);
        boolean ignored = Thread.interrupted();
      }
      return answer;
    }

    void awaitBegun() throws InterruptedException {
      if (!begun.await(Lab.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the call was not made");
      }
    }

    boolean hangs() {
      return free.getCount() > 0;
    }

    void goOn() {
      free.countDown();
    }
  }
}
