package io.senlin.store.retention;

import java.util.List;

/** Where rows are kept that are about to be deleted. */
@FunctionalInterface
public interface Archive<R> {
  /** Keeps them durably; they are deleted once this has returned, and not before. */
  void keep(List<R> rows);

  /** Keeps nothing. */
  static <R> Archive<R> none() {
    return rows -> {};
  }
}
