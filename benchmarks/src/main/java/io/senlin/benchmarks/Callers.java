package io.senlin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers as the engine has them: a virtual thread each, every one waiting for its transaction. */
final class Callers {
  private Callers() {}

  /** What one caller does {@code each} times. */
  @FunctionalInterface
  interface Call {
    void run(int caller, int round) throws Exception;
  }

  /** Lets {@code callers} callers run and returns how long it took, in nanoseconds. */
  static long run(int callers, int each, Call call)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int caller = i;
        running.add(threads.submit(() -> runOne(caller, each, call)));
      }
      for (Future<Boolean> one : running) {
        one.get();
      }
    }
    return System.nanoTime() - start;
  }

  private static boolean runOne(int caller, int each, Call call) throws Exception {
    for (int round = 0; round < each; round++) {
      call.run(caller, round);
    }
    return true;
  }
}
