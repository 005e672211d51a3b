package io.senlin.engine.profile;

/**
 * Something that can be done to a node on request.
 *
 * @param parameters what it takes
 */
public record Operation(String description, Schema parameters) {}
