package io.senlin.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A notification with a word of its kind in place of everything that differs between two runs. */
final class Mapped {
  private static final Pattern TYPE = Pattern.compile("event_type\\\\*\": \\\\*\"([^\"\\\\]+)");
  private static final Pattern ENVELOPE =
      Pattern.compile("\\{\"oslo.version\": \"2.0\", \"oslo.message\": \"(.*)\"}", Pattern.DOTALL);

  /** Senlin and this engine scale in by any node. */
  private static final Pattern SCALED = Pattern.compile("\"index\": \\d+, ");

  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    // ours, which Senlin does not send
    word(", \"event\": \\{\"senlin_object.name\": \"EventPayload\".*?\\}\\}(?=\\}\\}, \"tim)", "");
    word("\"_unique_id\": \"[0-9a-f]{32}\"", "\"_unique_id\": UNIQUE");
    word(uuid, "ID");
    word("d520698f96d84096ad7406bacff0f172|b387bf7534b24c45962391619dd2e490|\\badmin\\b", "WHO");
    word("_[0-9a-f]{8}\"", "_SHORT\"");
    word("node-\\w{8}\"", "node-RANDOM\"");
    word("okC-c0", "okA-c0"); // the run with the other driver
    word(
        "\"timestamp\": \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\"",
        "\"timestamp\": T");
    word("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"", "INSTANT");
    word("\"start_time\": \\d+\\.\\d+", "\"start_time\": EPOCH");
    // what the driver of OpenStack's servers adds to a node, and why it failed
    word("\"data\": \"\\{\\\\\"internal_ports.*?ZONE1\\\\\"\\}\\}\"", "\"data\": \"{}\"");
    word("Failed in creating server: public endpoint .*? not found\\.", "FAILURE");
    word("Failed in creating node: simulated failure of 'create'\\.", "FAILURE");
    word("simulated failure of 'recover'\\.", "FAILURE");
  }

  private Mapped() {}

  private static void word(String pattern, String word) {
    WORDS.put(Pattern.compile(pattern), word);
  }

  /** The notification, bare or enveloped. */
  static String of(String body) {
    Matcher envelope = ENVELOPE.matcher(body);
    if (envelope.matches()) {
      String bare = envelope.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
      return "ENVELOPE " + mapped(bare);
    }
    return mapped(body);
  }

  private static String mapped(String bare) {
    String text = type(bare).startsWith("node.delete") ? SCALED.matcher(bare).replaceAll("") : bare;
    for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
      text = word.getKey().matcher(text).replaceAll(Matcher.quoteReplacement(word.getValue()));
    }
    return text;
  }

  /** {@code cluster.create.start} */
  static String type(String mapped) {
    Matcher type = TYPE.matcher(mapped);
    if (!type.find()) {
      throw new AssertionError("no event_type in " + mapped);
    }
    return type.group(1);
  }
}
