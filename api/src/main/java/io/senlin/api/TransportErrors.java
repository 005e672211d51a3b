package io.senlin.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/** Answers what the web server refuses before any endpoint, in the form of all errors. */
final class TransportErrors implements DirectHandler {
  private final Json json;

  TransportErrors(Json json) {
    this.json = json;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    Fault fault = Fault.of(status.code()).orElse(Fault.BAD_REQUEST);
    String explanation =
        type == EventType.HTTP_VERSION_NOT_SUPPORTED
            ? "This server speaks HTTP/1.1 only (for nginx: proxy_http_version 1.1)."
            : fault.explanation();
    HttpError error = HttpError.of(fault, explanation);
    return TransportResponse.builder()
        .status(Status.create(fault.code()))
        .headers(headers)
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .keepAlive(false)
        .entity(json.write(Errors.body(error)))
        .build();
  }
}
