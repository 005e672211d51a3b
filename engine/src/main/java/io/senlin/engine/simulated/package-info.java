/** Nodes that only pretend: for trials, demos and load tests. */
@NullMarked
package io.senlin.engine.simulated;

import org.jspecify.annotations.NullMarked;
