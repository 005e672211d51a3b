package io.senlin.api;

import io.senlin.engine.Refused;

/** Answers the requests of one method and path. Implementations are thread-safe. */
@FunctionalInterface
interface Endpoint {
  Answer answer(Call call) throws Refused, InterruptedException;
}
