/** Where events come from: clusters, nodes, profiles, and the actions that run on them. */
@NullMarked
package io.senlin.engine;

import org.jspecify.annotations.NullMarked;
