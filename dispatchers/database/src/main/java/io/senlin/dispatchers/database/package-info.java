/** The dispatcher that keeps events as rows of the event table, and the reading of these rows. */
@NullMarked
package io.senlin.dispatchers.database;

import org.jspecify.annotations.NullMarked;
