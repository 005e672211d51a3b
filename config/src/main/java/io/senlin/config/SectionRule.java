package io.senlin.config;

import java.util.Collection;
import java.util.Optional;

/** Says which options the sections of a family have, such as every {@code [dispatcher:NAME]}. */
@FunctionalInterface
public interface SectionRule {
  /**
   * A rule that lets a section have any key and any value: somebody else checks them. Even a
   * reference to an option that does not exist stays as it is. With the prefix {@code ""} it makes
   * a first look at some options possible before the others are known.
   */
  SectionRule ANY_KEY = section -> Optional.empty();

  /**
   * The options of one section; they are read from that section whatever their own is.
   *
   * @param section its whole name, {@code dispatcher:jsonfile}
   * @return empty if nothing is known of the section: it may have any key
   */
  Optional<Collection<Option<?>>> options(String section);
}
