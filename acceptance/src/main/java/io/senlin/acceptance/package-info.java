/** Tests of the packaged program as a process: kill -9, bad input, the documentation's commands. */
@NullMarked
package io.senlin.acceptance;

import org.jspecify.annotations.NullMarked;
