/**
 * senlin.conf: options declared once in code, read with the rules of oslo.config, checked, and
 * documented from their declarations.
 */
@NullMarked
package io.senlin.config;

import org.jspecify.annotations.NullMarked;
