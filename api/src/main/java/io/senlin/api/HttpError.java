package io.senlin.api;

/** A request that is answered with an error. Its message goes to the caller. */
final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String type;
  private final boolean page;

  private HttpError(Fault fault, String type, String message, boolean page) {
    super(message, null, false, false); // an answer, not a fault of ours: no stack trace
    this.fault = fault;
    this.type = type;
    this.page = page;
  }

  /** An error that the HTTP layer found. */
  static HttpError of(Fault fault, String message) {
    return of(fault, fault.type(), message);
  }

  /**
   * An error of a given kind.
   *
   * @param type Senlin's name of the error, {@code ResourceNotFound}
   */
  static HttpError of(Fault fault, String type, String message) {
    return new HttpError(fault, type, message, false);
  }

  static HttpError badRequest(String message) {
    return of(Fault.BAD_REQUEST, message);
  }

  /** An error that Senlin answers with a page for people instead of JSON. */
  static HttpError page(Fault fault, String message) {
    return new HttpError(fault, fault.type(), message, true);
  }

  Fault fault() {
    return fault;
  }

  String type() {
    return type;
  }

  /** Whether the answer is a page, unless the caller asked for JSON. */
  boolean page() {
    return page;
  }
}
