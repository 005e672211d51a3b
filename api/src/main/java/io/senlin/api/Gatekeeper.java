package io.senlin.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns away what a page in the browser of somebody on this host could send on behalf of that
 * person: requests that come from another origin, requests to a name that was made to point here
 * (DNS rebinding), and bodies that a form can send. Programs that are no browsers send none of the
 * headers looked at, but for Host. Thread-safe.
 */
final class Gatekeeper {
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1\\]");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final boolean loopback;

  /**
   * @param loopback whether the server listens on loopback only
   */
  Gatekeeper(boolean loopback) {
    this.loopback = loopback;
  }

  /**
   * Lets a request through.
   *
   * @throws HttpError if a browser may have been tricked into sending it
   */
  void admit(Headers headers) {
    String host = headers.first(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
    if (loopback && !LOOPBACK.matcher(PORT.matcher(host).replaceFirst("")).matches()) {
      throw HttpError.of(
          Fault.MISDIRECTED,
          "This server answers to 127.0.0.1, [::1] and localhost only, not to '%s'."
              .formatted(host));
    }
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.isPresent() && !origin.get().toLowerCase(Locale.ROOT).equals("http://" + host)) {
      throw HttpError.of(
          Fault.FORBIDDEN,
          "Requests from pages of another origin are refused: '%s'.".formatted(origin.get()));
    }
    String site = headers.first(FETCH_SITE).orElse("none");
    if (!site.equals("none") && !site.equals("same-origin")) {
      throw HttpError.of(
          Fault.FORBIDDEN, "Requests from pages of another site are refused (%s).".formatted(site));
    }
  }

  /**
   * Checks the type of a request that changes something.
   *
   * @throws HttpError if it is not JSON
   */
  static void requireJson(Headers headers) {
    String type = headers.first(HeaderNames.CONTENT_TYPE).orElse("");
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", 2);
    boolean json = parts[0].strip().equals("application/json");
    boolean utf8 = parts.length == 1 || parts[1].strip().replace("\"", "").equals("charset=utf-8");
    if (!json || !utf8) {
      throw HttpError.of(
          Fault.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type must be application/json in UTF-8, not '%s'.".formatted(type));
    }
  }
}
