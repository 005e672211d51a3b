package io.senlin.config;

import java.util.Collection;
import java.util.Optional;

/** Says which options the sections of a family have, such as every {@code [dispatcher:NAME]}. */
@FunctionalInterface
public interface SectionRule {
  /** A rule that lets a section have any key: somebody else reads and checks them. */
  SectionRule ANY_KEY = section -> Optional.empty();

  /**
   * The options of one section; they are read from that section whatever their own is.
   *
   * @param section its whole name, {@code dispatcher:jsonfile}
   * @return empty if nothing is known of the section: it may have any key
   */
  Optional<Collection<Option<?>>> options(String section);
}
