/**
 * What a dispatcher author compiles against: the one class to extend, {@link
 * io.senlin.spi.EventBackend}, and the immutable snapshots it is handed. Nothing here depends on
 * anything but the JDK.
 */
@NullMarked
package io.senlin.spi;

import org.jspecify.annotations.NullMarked;
