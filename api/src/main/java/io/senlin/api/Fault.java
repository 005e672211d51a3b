package io.senlin.api;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a request fails, with the words that Senlin has for them. */
enum Fault {
  BAD_REQUEST(
      400,
      "Bad Request",
      "The server could not comply with the request since it is either malformed or otherwise"
          + " incorrect."),
  FORBIDDEN(403, "Forbidden", "Access was denied to this resource."),
  NOT_FOUND(404, "Not Found", "The resource could not be found."),
  NOT_ACCEPTABLE(406, "Not Acceptable", ""),
  CONFLICT(409, "Conflict", "There was a conflict when trying to complete your request."),
  TOO_LARGE(
      413, "Request Entity Too Large", "The body of your request was too large for this server."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "Unsupported Media Type", "The request media type is not supported by this server."),
  MISDIRECTED(421, "Misdirected Request", "The request was directed at a server that is not it."),
  INTERNAL(
      500,
      "Internal Server Error",
      "The server has either erred or is incapable of performing the requested operation."),
  UNAVAILABLE(
      503,
      "Service Unavailable",
      "The server is currently unavailable. Please try again at a later time.");

  private final int code;
  private final String title;
  private final String explanation;

  Fault(int code, String title, String explanation) {
    this.code = code;
    this.title = title;
    this.explanation = explanation;
  }

  /** The one with a status code. */
  static Optional<Fault> of(int code) {
    return Arrays.stream(values()).filter(fault -> fault.code == code).findFirst();
  }

  int code() {
    return code;
  }

  String title() {
    return title;
  }

  String explanation() {
    return explanation;
  }

  /** What Senlin calls an error that its HTTP layer found: {@code HTTPBadRequest}. */
  String type() {
    return "HTTP" + title.replace(" ", "");
  }
}
