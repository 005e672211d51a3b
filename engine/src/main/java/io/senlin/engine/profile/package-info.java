/**
 * What the author of a profile type works against: a profile type makes the real things that nodes
 * stand for, and looks after them.
 */
@NullMarked
package io.senlin.engine.profile;

import org.jspecify.annotations.NullMarked;
