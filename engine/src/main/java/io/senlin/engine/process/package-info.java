/** Nodes that are real processes of the engine's machine. */
@NullMarked
package io.senlin.engine.process;

import org.jspecify.annotations.NullMarked;
