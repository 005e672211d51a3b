package io.senlin.dispatchers.message;

import io.senlin.spi.Action;
import io.senlin.spi.Details;
import io.senlin.spi.DispatcherName;
import io.senlin.spi.EventBackend;
import io.senlin.spi.Level;

/** Sends every event as a notification of oslo.messaging to RabbitMQ. */
@DispatcherName("message")
public final class MessageDispatcher extends EventBackend {
  @Override
  public void dump(Level level, Action action, Details details) throws Exception {
    throw new UnsupportedOperationException("not written yet");
  }
}
