package io.senlin.delivery;

/** Nobody knows a dispatcher of that name, or it is not in a state to do what was asked. */
public final class UnknownDispatcher extends Exception {
  UnknownDispatcher(String message) {
    super(message);
  }
}
