package io.senlin.delivery.filter;

/** The expression of a filter has no answer for an event; nobody knows whether it is wanted. */
public final class FilterFailed extends Exception {
  FilterFailed(String message) {
    super(message);
  }
}
