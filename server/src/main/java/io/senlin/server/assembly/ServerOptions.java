package io.senlin.server.assembly;

import io.senlin.config.Option;
import io.senlin.engine.EngineSettings;
import io.senlin.engine.process.HostProcessSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The options of senlin.conf that the program itself reads, and all there are. */
final class ServerOptions {
  /** How the sections of single dispatchers begin: {@code [dispatcher:jsonfile]}. */
  static final String DISPATCHER = "dispatcher:";

  /** The section that names classes of dispatchers, as Senlin's entry points do. */
  static final String CLASSES = "senlin.dispatchers";

  /** The section with what holds for all dispatchers. */
  static final String COMMON = "dispatchers";

  static final Option<Path> STATE_DIR =
      Option.path(Option.DEFAULT, "state_dir")
          .or("~/.local/state/senlin")
          .help("Where the engine keeps its database and other files. One engine at a time.");
  static final Option<List<String>> EVENT_DISPATCHERS =
      Option.multi(Option.DEFAULT, "event_dispatchers")
          .or("database")
          .help("A dispatcher that receives the events. Repeat the line for each.");
  static final Option<List<String>> PLUGIN_PATH =
      Option.multi(Option.DEFAULT, "plugin_path")
          .help(
              "A folder with plugins: a sub-folder or a jar for each. Repeat the line for each"
                  + " folder. The plugins that come with the engine are always found.");
  static final Option<String> PLUGIN_ERRORS =
      Option.choice(Option.DEFAULT, "plugin_errors", "report", "fatal")
          .or("report")
          .help("Whether a plugin that cannot be used stops the engine's start (fatal).");
  static final Option<Duration> CURSOR_RETENTION =
      Option.duration(COMMON, "cursor_retention")
          .or("7d")
          .help("How long the place of a dispatcher that is switched off is remembered.");

  static final Option<String> BIND_HOST =
      Option.text("senlin_api", "bind_host")
          .or("127.0.0.1")
          .help("The address the API listens on.");
  static final Option<Integer> BIND_PORT =
      Option.integer("senlin_api", "bind_port", 0, 65535)
          .or("8778")
          .help("The port the API listens on; 0 takes any free one.");
  static final Option<Integer> MAX_BODY =
      Option.integer("senlin_api", "max_json_body_size", 1, Integer.MAX_VALUE)
          .or("1048576")
          .help("The largest body of a request, in bytes.");

  static final Option<String> CONNECTION =
      Option.text("database", "connection")
          .secret()
          .help(
              "The database, as a URL in oslo.db's form. An SQLite file in state_dir if unset. It"
                  + " may hold a password, and so may be env:NAME or file:PATH.");
  static final Option<Integer> MAX_POOL_SIZE =
      Option.integer("database", "max_pool_size", 0, Integer.MAX_VALUE)
          .or("5")
          .help("The largest number of connections for reading; 0 for as many as are asked for.");
  static final Option<Integer> MAX_RETRIES =
      Option.integer("database", "max_retries", -1, Integer.MAX_VALUE)
          .or("10")
          .help("How often connecting is tried again at the start; -1 for as long as it takes.");
  static final Option<Duration> RETRY_INTERVAL =
      Option.duration("database", "retry_interval").or("2s").help("How long to wait in between.");
  static final Option<Duration> RECYCLE =
      Option.durationOrNever("database", "connection_recycle_time")
          .or("1h")
          .help("The age at which a connection for reading is replaced; -1 for never.");

  static final Option<Duration> EVENT_RETENTION =
      Option.duration(Option.DEFAULT, "event_retention")
          .or("30d")
          .help("How long events stay in the event table; 0 for ever.");
  static final Option<Duration> ACTION_RETENTION =
      Option.duration(Option.DEFAULT, "action_retention")
          .or("30d")
          .help("How long after their creation actions that have ended are kept; 0 for ever.");

  static final Option<Duration> JOURNAL_AGE =
      Option.duration("journal", "max_age")
          .or("7d")
          .help(
              "How long delivered events stay in the journal. An event that a dispatcher has not"
                  + " done yet always stays.");
  static final Option<Long> JOURNAL_BYTES =
      Option.size("journal", "max_size")
          .or("1GiB")
          .help("How large the journal may grow before its oldest delivered events go.");

  /** Those that an engine brings into force while it runs. */
  private static final Set<Option<?>> LIVE =
      Set.of(EVENT_DISPATCHERS, PLUGIN_PATH, CURSOR_RETENTION);

  private ServerOptions() {}

  /** The options whose change has an effect at the next start only. */
  static List<Option<?>> readAtStart() {
    return all().stream().filter(option -> !LIVE.contains(option)).toList();
  }

  /** The options of all modules; those of dispatchers are added by {@link DispatcherOptions}. */
  static List<Option<?>> all() {
    List<Option<?>> own =
        List.of(
            STATE_DIR,
            EVENT_DISPATCHERS,
            PLUGIN_PATH,
            PLUGIN_ERRORS,
            EVENT_RETENTION,
            ACTION_RETENTION,
            CURSOR_RETENTION,
            BIND_HOST,
            BIND_PORT,
            MAX_BODY,
            CONNECTION,
            MAX_POOL_SIZE,
            MAX_RETRIES,
            RETRY_INTERVAL,
            RECYCLE,
            JOURNAL_AGE,
            JOURNAL_BYTES);
    return Stream.of(own, EngineSettings.OPTIONS, HostProcessSettings.OPTIONS)
        .<Option<?>>flatMap(List::stream)
        .toList();
  }
}
