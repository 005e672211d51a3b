/** Real message brokers for tests, to be used and to be mistreated. */
@NullMarked
package io.senlin.testkit.brokers;

import org.jspecify.annotations.NullMarked;
