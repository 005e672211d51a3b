/** A dispatcher that appends every event to a file, one line of JSON each. */
@NullMarked
package io.senlin.dispatchers.jsonfile;

import org.jspecify.annotations.NullMarked;
