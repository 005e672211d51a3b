package io.senlin.engine;

/**
 * A request that an action carries out from here on.
 *
 * @param subject the object as it is now, before the action
 * @param actionId the UUID of the action
 */
public record Accepted<T>(T subject, String actionId) {}
