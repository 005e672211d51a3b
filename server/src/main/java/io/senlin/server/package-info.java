/** The program: its commands, and the engine put together from its parts. */
@NullMarked
package io.senlin.server;

import org.jspecify.annotations.NullMarked;
