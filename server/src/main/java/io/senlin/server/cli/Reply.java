package io.senlin.server.cli;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the engine answered to a request it accepted.
 *
 * @param body missing if there is none
 * @param action the id of the action that the request started
 */
public record Reply(JsonNode body, Optional<String> action) {}
