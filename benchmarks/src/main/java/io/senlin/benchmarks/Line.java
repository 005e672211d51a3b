package io.senlin.benchmarks;

/** One line of the report; its text is how it is printed. */
sealed interface Line permits Figure, Reading, Skipped {}
