package io.senlin.api;

import io.helidon.http.RequestException;
import io.senlin.engine.Refused;
import io.senlin.store.StoreFenced;
import io.senlin.store.StoreUnavailable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever an endpoint throws into the one form that errors have. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /** The error to answer with. Logs what nobody foresaw, with the request's id. */
  static HttpError of(Throwable thrown, String requestId) {
    return switch (thrown) {
      case HttpError error -> error;
      case Refused refused -> HttpError.of(fault(refused), refused.type(), message(refused));
      case StoreUnavailable doubtful when doubtful.outcomeUnknown() ->
          HttpError.of(
              Fault.UNAVAILABLE,
              "The database is unavailable, and whether the request was carried out is not known;"
                  + " look before you try again: "
                  + message(doubtful));
      case StoreUnavailable unavailable ->
          HttpError.of(
              Fault.UNAVAILABLE,
              "The database is unavailable, so the request was not carried out; try again: "
                  + message(unavailable));
      case StoreFenced fenced -> HttpError.of(Fault.UNAVAILABLE, message(fenced));
      case InterruptedException _ ->
          HttpError.of(Fault.UNAVAILABLE, "The server is stopping; try again.");
      case RequestException bad -> ofTransport(bad);
      default -> {
        LOG.error("request {} failed unexpectedly", requestId, thrown);
        yield HttpError.of(
            Fault.INTERNAL,
            "An unexpected error; the server's log tells more under %s.".formatted(requestId));
      }
    };
  }

  private static Fault fault(Refused refused) {
    return switch (refused) {
      case Refused.NotFound _ -> Fault.NOT_FOUND;
      case Refused.Ambiguous _, Refused.Invalid _ -> Fault.BAD_REQUEST;
      case Refused.Conflict _ -> Fault.CONFLICT;
      case Refused.Forbidden _ -> Fault.FORBIDDEN;
    };
  }

  private static HttpError ofTransport(RequestException bad) {
    return bad.status().code() == Fault.TOO_LARGE.code()
        ? HttpError.of(Fault.TOO_LARGE, Fault.TOO_LARGE.explanation())
        : HttpError.badRequest("The request could not be read: " + message(bad));
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  /** The JSON form. */
  static Map<String, Object> body(HttpError error) {
    Fault fault = error.fault();
    return Map.of(
        "code", fault.code(),
        "title", fault.title(),
        "explanation", fault.explanation(),
        "error", Map.of("code", fault.code(), "message", message(error), "type", error.type()));
  }

  /** The page that Senlin shows instead where no resource of it was reached. */
  static String page(HttpError error) {
    Fault fault = error.fault();
    String title = fault.code() + " " + fault.title();
    return """
    <html>
     <head>
      <title>%s</title>
     </head>
     <body>
      <h1>%s</h1>
      %s<br /><br />
    %s


     </body>
    </html>\
    """
        .formatted(title, title, fault.explanation(), escape(message(error)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#x27;");
  }
}
