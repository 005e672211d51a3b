/** What the engine costs, in figures: each beside the fastest that the same machine could do. */
@NullMarked
package io.senlin.benchmarks;

import org.jspecify.annotations.NullMarked;
