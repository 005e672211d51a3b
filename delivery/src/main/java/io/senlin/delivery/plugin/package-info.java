/** Dispatchers from folders of jars, each with a class loader of its own. */
@NullMarked
package io.senlin.delivery.plugin;

import org.jspecify.annotations.NullMarked;
