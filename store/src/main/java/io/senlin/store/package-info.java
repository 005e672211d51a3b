/** The database: one writer that commits many callers at once, many readers, three dialects. */
@NullMarked
package io.senlin.store;

import org.jspecify.annotations.NullMarked;
