/** Senlin's v1 HTTP API, and what is added beside it: live events, dispatchers, health, metrics. */
@NullMarked
package io.senlin.api;

import org.jspecify.annotations.NullMarked;
