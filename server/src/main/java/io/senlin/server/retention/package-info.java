/** Old events and actions: the commands that purge them, and the engine's own cleaning. */
@NullMarked
package io.senlin.server.retention;

import org.jspecify.annotations.NullMarked;
