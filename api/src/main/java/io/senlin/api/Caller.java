package io.senlin.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.senlin.spi.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who asks.
 *
 * @param admin whether the caller may see other projects and change dispatchers
 */
record Caller(Context context, boolean admin) {
  /** The user and the project of a caller who does not say; never changes. */
  static final String DEFAULT = "admin";

  private static final HeaderName USER = HeaderNames.create("X-User-Id");
  private static final HeaderName PROJECT = HeaderNames.create("X-Project-Id");
  private static final HeaderName ROLES = HeaderNames.create("X-Roles");
  private static final Pattern ID = Pattern.compile("[\\w.@:-]{1,64}");

  /**
   * The caller as the headers have it, without proof: {@code X-User-Id}, {@code X-Project-Id} and
   * {@code X-Roles}, those that a proxy with authentication would set. Who sends none is an
   * administrator in the project {@value #DEFAULT}.
   */
  static Caller unproven(Headers headers, String requestId) {
    Context context =
        new Context(id(headers, USER), id(headers, PROJECT), Optional.empty(), requestId);
    boolean admin =
        headers
            .first(ROLES)
            .map(
                r ->
                    Arrays.stream(r.split(",", -1))
                        .anyMatch(x -> x.strip().equalsIgnoreCase("admin")))
            .orElse(true);
    return new Caller(context, admin);
  }

  private static String id(Headers headers, HeaderName name) {
    String id = headers.first(name).orElse(DEFAULT);
    if (!ID.matcher(id).matches()) {
      throw HttpError.badRequest(
          "The header %s must be 1 to 64 letters, digits, '_', '.', '@', ':' or '-'."
              .formatted(name.defaultCase()));
    }
    return id;
  }

  void mustBeAdmin() {
    if (!admin) {
      throw forbidden();
    }
  }

  static HttpError forbidden() {
    return HttpError.of(
        Fault.FORBIDDEN, "Forbidden", "You are not authorized to complete this operation.");
  }
}
