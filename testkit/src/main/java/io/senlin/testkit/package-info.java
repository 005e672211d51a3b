/**
 * For whoever writes a dispatcher: the contract every dispatcher passes, realistic events to feed
 * it, and a clock that tests can step.
 */
@NullMarked
package io.senlin.testkit;

import org.jspecify.annotations.NullMarked;
