/** Where events wait: durable, in order, with one cursor per dispatcher. */
@NullMarked
package io.senlin.journal;

import org.jspecify.annotations.NullMarked;
