package io.senlin.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What senlin.conf says of dispatchers, as text; {@link Delivery#apply} checks it.
 *
 * @param enabled the names in {@code event_dispatchers}
 * @param common {@code [dispatchers]}: the {@link DeliveryOptions} for all dispatchers
 * @param sections {@code [dispatcher:NAME]} by name: options of the dispatcher itself, and {@link
 *     DeliveryOptions} for it alone
 * @param cursorRetention how long the cursor of a dispatcher that is switched off is kept
 */
public record DispatcherConfiguration(
    List<String> enabled,
    Map<String, String> common,
    Map<String, Map<String, String>> sections,
    Duration cursorRetention) {

  public DispatcherConfiguration {
    enabled = List.copyOf(enabled);
    common = Map.copyOf(common);
    Map<String, Map<String, String>> copy = LinkedHashMap.newLinkedHashMap(sections.size());
    sections.forEach((name, section) -> copy.put(name, Map.copyOf(section)));
    sections = Map.copyOf(copy);
  }

  /** These dispatchers with all options at their defaults. */
  public static DispatcherConfiguration of(String... enabled) {
    return new DispatcherConfiguration(List.of(enabled), Map.of(), Map.of(), Duration.ofDays(7));
  }

  /** The same, with one more dispatcher enabled. */
  public DispatcherConfiguration enabling(String dispatcher) {
    List<String> more = new ArrayList<>(enabled);
    more.add(dispatcher);
    return new DispatcherConfiguration(more, common, sections, cursorRetention);
  }

  /** The same, with one more option in {@code [dispatcher:NAME]}. */
  public DispatcherConfiguration with(String dispatcher, String option, String value) {
    Map<String, Map<String, String>> more = new LinkedHashMap<>(sections);
    Map<String, String> section = new LinkedHashMap<>(section(dispatcher));
    section.put(option, value);
    more.put(dispatcher, section);
    return new DispatcherConfiguration(enabled, common, more, cursorRetention);
  }

  /** What {@code [dispatcher:NAME]} says; empty if there is no such section. */
  public Map<String, String> section(String dispatcher) {
    return sections.getOrDefault(dispatcher, Map.of());
  }
}
