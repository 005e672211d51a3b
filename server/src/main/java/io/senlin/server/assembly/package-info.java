/** An engine put together from its parts, from senlin.conf, and taken apart again. */
@NullMarked
package io.senlin.server.assembly;

import org.jspecify.annotations.NullMarked;
