package io.senlin.acceptance;

import tools.jackson.databind.JsonNode;

/**
 * What the API answered.
 *
 * @param body null JSON if there was none
 */
record Reply(int status, JsonNode body) {}
