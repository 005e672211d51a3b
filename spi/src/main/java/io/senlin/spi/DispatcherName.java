package io.senlin.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a dispatcher, by which {@code event_dispatchers} in senlin.conf switches it on and
 * {@code [dispatcher:NAME]} configures it.
 *
 * <pre>{@code
 * @DispatcherName("jsonfile")
 * public final class JsonFileDispatcher extends EventBackend { … }
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DispatcherName {
  /** Lower-case letters, digits, {@code -} and {@code _}; starts with a letter. */
  String value();
}
