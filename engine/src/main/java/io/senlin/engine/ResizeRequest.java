package io.senlin.engine;

import java.util.Optional;

/**
 * How to resize a cluster.
 *
 * @param adjustmentType EXACT_CAPACITY, CHANGE_IN_CAPACITY or CHANGE_IN_PERCENTAGE; goes with
 *     {@code number}
 * @param number a count, or a percentage
 * @param minStep the least change a percentage makes
 * @param strict whether a request beyond the limits is refused; else it is cut to them
 */
public record ResizeRequest(
    Optional<String> adjustmentType,
    Optional<Double> number,
    Optional<Integer> minSize,
    Optional<Integer> maxSize,
    Optional<Integer> minStep,
    boolean strict) {}
