package io.senlin.dispatchers.message;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one batch that are on their way: which of them the broker has confirmed, and
 * whether there is room for another.
 *
 * <p>Once something is wrong (a message came back or was refused, the connection is gone, no
 * confirm came in time) the number of messages known to be done stays as it is: the rest is
 * published again, in order. A broker that is out of memory or disk blocks the connection and says
 * so; then there is no room, for as long as that lasts.
 *
 * <p>The publisher's thread and the connection's meet here, under one lock.
 */
final class ConfirmWindow
    implements ConfirmListener, ReturnCallback, BlockedListener, ShutdownListener {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

  private final String broker;
  private final int size;
  private final Duration patience;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BitSet pending = new BitSet();
  private long firstTag = 1;
  private int published;
  private int unconfirmed;
  private int done;
  private int wakeLevel;
  private int progress;
  private boolean silent;
  private boolean blocked;
  private @Nullable String refusal;
  private @Nullable ShutdownSignalException shutdown;

  /**
   * @param broker its address, for the log
   * @param size how many messages may be on their way
   * @param patience how long to wait for the next confirm while the broker does not block
   */
  ConfirmWindow(String broker, int size, Duration patience) {
    this.broker = broker;
    this.size = size;
    this.patience = patience;
  }

  /**
   * Starts a batch; none of the one before may be on its way.
   *
   * @param nextTag the number the channel gives its next message
   */
  void begin(long nextTag) {
    lock.lock();
    try {
      pending.clear();
      firstTag = nextTag;
      published = 0;
      unconfirmed = 0;
      done = 0;
      refusal = null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until one more message may be published, and counts it as on its way.
   *
   * @throws BrokerFailure if a message of this batch was refused or no confirm came in time
   * @throws ShutdownSignalException if the connection is gone
   */
  void enter() throws BrokerFailure, InterruptedException {
    lock.lock();
    try {
      await(size - 1, () -> unconfirmed < size && !blocked);
      pending.set(published++);
      unconfirmed++;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until every message of the batch is confirmed; fails as {@link #enter} does. */
  void awaitAll() throws BrokerFailure, InterruptedException {
    lock.lock();
    try {
      await(0, () -> unconfirmed == 0);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the broker has dealt with every message, well or not: nothing of this batch can
   * reach a queue any more, so that what is published next is in order.
   *
   * @return false if that cannot be known: the connection is gone, or has been silent for too long
   */
  boolean settled() throws InterruptedException {
    lock.lock();
    try {
      return !silent
          && waitUntil(0, () -> unconfirmed == 0 || shutdown != null)
          && shutdown == null;
    } finally {
      lock.unlock();
    }
  }

  /** How many messages of the batch, from its first, the broker has taken for certain. */
  int done() {
    lock.lock();
    try {
      return failed() ? done : firstPending();
    } finally {
      lock.unlock();
    }
  }

  private void await(int level, BooleanSupplier ready) throws BrokerFailure, InterruptedException {
    if (!waitUntil(level, () -> failed() || ready.getAsBoolean())) {
      silent = true;
      refuse(
          "RabbitMQ at %s has confirmed none of %d notifications for %d s"
              .formatted(broker, unconfirmed, patience.toSeconds()));
    }
    if (shutdown != null && !ready.getAsBoolean()) {
      throw shutdown;
    }
    if (refusal != null) {
      throw new BrokerFailure(refusal);
    }
  }

  /**
   * Waits until something is so.
   *
   * @param level confirms wake the waiting thread when so few messages are on their way
   * @return false if the broker, without blocking, has not dealt with anything for too long
   */
  private boolean waitUntil(int level, BooleanSupplier ready) throws InterruptedException {
    wakeLevel = level;
    int before = progress;
    long patienceLeft = patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (patienceLeft <= 0) {
        return false;
      }
      patienceLeft = changed.awaitNanos(patienceLeft);
      if (blocked || progress != before) {
        before = progress;
        patienceLeft = patience.toNanos();
      }
    }
    return true;
  }

  private boolean failed() {
    return refusal != null || shutdown != null;
  }

  /** From now on nothing more counts as done: a later message must not overtake this one. */
  private void refuse(String why) {
    if (!failed()) {
      done = firstPending();
      refusal = why;
    }
    changed.signalAll();
  }

  private int firstPending() {
    int first = pending.nextSetBit(0);
    return first < 0 ? published : first;
  }

  @Override
  public void handleAck(long tag, boolean multiple) {
    lock.lock();
    try {
      settle(tag, multiple);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void handleNack(long tag, boolean multiple) {
    lock.lock();
    try {
      refuse(
          "RabbitMQ at %s has refused a notification: a queue is full, or it has an error of its own"
              .formatted(broker));
      settle(tag, multiple);
    } finally {
      lock.unlock();
    }
  }

  private void settle(long tag, boolean multiple) {
    int last = (int) (tag - firstTag);
    for (int i = pending.nextSetBit(multiple ? 0 : last);
        i >= 0 && i <= last;
        i = pending.nextSetBit(i + 1)) {
      pending.clear(i);
      unconfirmed--;
      progress++;
    }
    if (unconfirmed <= wakeLevel) {
      changed.signalAll();
    }
  }

  @Override
  public void handle(Return returned) {
    lock.lock();
    try {
      refuse(
          "RabbitMQ at %s has no queue '%s' any more; it will be declared again"
              .formatted(broker, returned.getRoutingKey()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void handleBlocked(String reason) {
    LOG.warn("RabbitMQ at {} takes no notifications for now: {}; they wait", broker, reason);
    block(true);
  }

  @Override
  public void handleUnblocked() {
    LOG.info("RabbitMQ at {} takes notifications again", broker);
    block(false);
  }

  private void block(boolean now) {
    lock.lock();
    try {
      blocked = now;
      progress++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void shutdownCompleted(ShutdownSignalException cause) {
    lock.lock();
    try {
      if (!failed()) {
        done = firstPending();
      }
      shutdown = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
