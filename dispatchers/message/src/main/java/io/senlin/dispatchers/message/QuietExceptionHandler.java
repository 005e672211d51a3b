package io.senlin.dispatchers.message;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/**
 * Keeps the client library from logging what it meets on its own threads: the batch it concerns
 * fails, and that is reported once, in words.
 */
final class QuietExceptionHandler extends ForgivingExceptionHandler {
  @Override
  protected void log(String message, Throwable e) {}
}
