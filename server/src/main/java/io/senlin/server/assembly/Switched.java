package io.senlin.server.assembly;

import io.senlin.config.Configuration;
import io.senlin.config.ConfigurationException;
import io.senlin.config.Origin;
import io.senlin.config.Setting;
import io.senlin.journal.Register.Entry;
import io.senlin.journal.Register.Wish;
import io.senlin.journal.StoredRegister;
import io.senlin.server.cli.ApiClient;
import io.senlin.server.cli.Failure;
import io.senlin.store.Store;
import io.senlin.store.StoreException;
import io.senlin.store.StoreSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What administrators switched by command, which holds against senlin.conf.
 *
 * @param entries what is remembered of each dispatcher
 */
record Switched(List<Entry> entries) {
  Switched {
    entries = List.copyOf(entries);
  }

  /**
   * Asks the database that the configuration names, or the engine that has it to itself.
   *
   * @param engine where the engine listens, if it runs
   * @throws Failure if neither answers
   * @throws ConfigurationException if the configuration names none
   */
  static Switched ask(Configuration configuration, URI engine) throws ConfigurationException {
    StoreSettings usual =
        ConfiguredDatabase.settings(
            configuration, configuration.get(ServerOptions.STATE_DIR).toAbsolutePath().normalize());
    try {
      return inDatabase(usual.withoutWaiting());
    } catch (StoreException notOurs) {
      try (ApiClient client = new ApiClient(engine)) {
        return new Switched(
            client.get("/v1/dispatchers").path("dispatchers").values().stream()
                .map(Switched::entry)
                .toList());
      } catch (Failure unreachable) {
        throw new Failure(
            unreachable.exitCode(), notOurs.getMessage() + "; " + unreachable.sentence(), notOurs);
      }
    }
  }

  private static Switched inDatabase(StoreSettings settings) {
    if (!Store.examine(settings).current()) {
      return new Switched(List.of()); // no engine of this version has used it yet
    }
    try (Store store = Store.open(settings)) {
      return new Switched(StoredRegister.of(store, "").entries()); // what all engines share
    }
  }

  private static Entry entry(JsonNode dispatcher) {
    Wish wish =
        switch (dispatcher.path("command").asString("")) {
          case "enable" -> Wish.ENABLED;
          case "disable" -> Wish.DISABLED;
          default -> Wish.NONE;
        };
    return Entry.empty(dispatcher.path("name").asString())
        .withOrder(wish, dispatcher.path("paused").asBoolean(false));
  }

  /** {@code event_dispatchers} as it is in force, where the setting is that one. */
  Setting over(Setting setting) {
    Set<String> enabled = new LinkedHashSet<>(setting.values());
    List<String> commands = new ArrayList<>();
    for (Entry entry : entries) {
      switch (entry.wish()) {
        case ENABLED -> {
          enabled.add(entry.name());
          commands.add("'senlin dispatcher enable %s'".formatted(entry.name()));
        }
        case DISABLED -> {
          enabled.remove(entry.name());
          commands.add("'senlin dispatcher disable %s'".formatted(entry.name()));
        }
        case NONE -> {}
      }
    }
    if (commands.isEmpty() || !concerns(setting)) {
      return setting;
    }
    String by = "%s, changed by %s".formatted(setting.origin(), String.join(", ", commands));
    return new Setting(
        setting.section(), setting.name(), List.copyOf(enabled), new Origin.Overridden(by));
  }

  private static boolean concerns(Setting setting) {
    return setting.section().equals(ServerOptions.EVENT_DISPATCHERS.section())
        && setting.name().equals(ServerOptions.EVENT_DISPATCHERS.name());
  }

  /** The names of the dispatchers that are held. */
  List<String> paused() {
    return entries.stream().filter(Entry::paused).map(Entry::name).toList();
  }
}
