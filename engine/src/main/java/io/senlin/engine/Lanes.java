package io.senlin.engine;

import java.util.List;

/**
 * Whoever delivers the events of the partitions that an engine owns. The engine tells it what is
 * there to be delivered, and knows nothing else of it.
 */
public interface Lanes {
  /** Nobody delivers: nothing is ever done. */
  Lanes NONE =
      new Lanes() {
        @Override
        public void serve(List<String> partitions) {}

        @Override
        public boolean delivered(String partition) {
          return false;
        }
      };

  /**
   * Delivers these partitions and no others from now on. Once this has returned, what is in those
   * that others appended to comes before all that this engine appends from then on.
   */
  void serve(List<String> partitions);

  /** Whether everything in a partition is done, for everybody who is to have it. */
  boolean delivered(String partition);
}
