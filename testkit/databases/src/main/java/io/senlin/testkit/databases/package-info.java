/** Real database servers for tests, started once per JVM. */
@NullMarked
package io.senlin.testkit.databases;

import org.jspecify.annotations.NullMarked;
