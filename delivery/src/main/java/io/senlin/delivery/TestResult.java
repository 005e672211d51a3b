package io.senlin.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a dispatcher did with a test event.
 *
 * @param event the id of the test event, by which it can be found in the sink
 * @param error why it was not delivered; empty if it was
 */
public record TestResult(String dispatcher, UUID event, Duration took, Optional<String> error) {}
