/** Deleting rows that are too old, in small batches beside everybody else's work. */
@NullMarked
package io.senlin.store.retention;

import org.jspecify.annotations.NullMarked;
