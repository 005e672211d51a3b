/** Which events a dispatcher wants: by level, by globs, by an expression. */
@NullMarked
package io.senlin.delivery.filter;

import org.jspecify.annotations.NullMarked;
