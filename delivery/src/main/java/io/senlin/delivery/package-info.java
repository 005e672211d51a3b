/** How events travel: one worker per dispatcher reads the journal, filters, delivers, retries. */
@NullMarked
package io.senlin.delivery;

import org.jspecify.annotations.NullMarked;
