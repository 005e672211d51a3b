/** The commands that ask a running engine over HTTP, and how they show its answers. */
@NullMarked
package io.senlin.server.cli;

import org.jspecify.annotations.NullMarked;
