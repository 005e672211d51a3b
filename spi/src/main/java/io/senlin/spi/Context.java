package io.senlin.spi;

import java.util.Optional;

/**
 * Who asked for an action.
 *
 * @param user the id of the user; empty if nobody is known
 * @param project the id of the project; empty if none is known
 * @param requestId the id of the request that caused the action, {@code req-…}
 */
public record Context(String user, String project, Optional<String> domain, String requestId) {}
