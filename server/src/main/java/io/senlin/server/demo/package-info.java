/** The demonstration: an engine, real processes, and the proof that no event is lost. */
@NullMarked
package io.senlin.server.demo;

import org.jspecify.annotations.NullMarked;
