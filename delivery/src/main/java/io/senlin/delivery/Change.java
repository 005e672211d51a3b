package io.senlin.delivery;

/**
 * What an administrator's request changes, or would change.
 *
 * @param applied false if it was only asked what would happen, or if there was nothing to change
 * @param explanation a sentence for people
 */
public record Change(
    String dispatcher,
    DispatcherState before,
    DispatcherState after,
    boolean applied,
    String explanation) {}
