package io.senlin.server.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/** One line of text for each event: when, how it stands, what is done, to whom, and why. */
public final class Timeline {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int DEBUG = 10;
  private static final int WARNING = 30;
  private static final int ERROR = 40;

  /** Colours, by the numbers of ANSI terminals. */
  private enum Colour {
    RED(31),
    GREEN(32),
    YELLOW(33),
    BLUE(34),
    GREY(90);

    private final int number;

    Colour(int number) {
      this.number = number;
    }
  }

  private final boolean coloured;
  private final ZoneId zone;

  public Timeline(boolean coloured, ZoneId zone) {
    this.coloured = coloured;
    this.zone = zone;
  }

  /** In colour on a terminal, unless NO_COLOR is set; in the time of this place. */
  public static Timeline ofTerminal() {
    return new Timeline(Terminal.coloured(), ZoneId.systemDefault());
  }

  /** The line of an event, given in its JSON form. */
  public String line(JsonNode event) {
    JsonNode action = event.path("action");
    String phase = event.path("phase").asString("");
    Instant when = Instant.parse(event.path("timestamp").asString());
    boolean derived = action.path("cause").asString("").equals("Derived Action");
    String what = (derived ? "  " : "") + action.path("action").asString("");
    return "%s  %s  %s %s %s"
        .formatted(
            paint(Colour.GREY, CLOCK.format(when.atZone(zone))),
            paint(colour(event, phase), "%-5s".formatted(phase)),
            "%-22s".formatted(what),
            "%-18s".formatted(plain(action.path("entity").path("name").asString("-"))),
            paint(Colour.GREY, plain(reason(event, phase))))
        .stripTrailing();
  }

  private static String reason(JsonNode event, String phase) {
    String reason = event.path("reason").asString("");
    // the reason of a start is the beginning of the action's id, which tells a reader nothing
    return phase.equals("start") ? "" : reason;
  }

  private static Colour colour(JsonNode event, String phase) {
    int level = event.path("level").asInt(0);
    if (level >= ERROR) {
      return Colour.RED;
    }
    if (level >= WARNING) {
      return Colour.YELLOW;
    }
    if (level <= DEBUG) {
      return Colour.GREY;
    }
    return phase.equals("end") ? Colour.GREEN : Colour.BLUE;
  }

  private String paint(Colour colour, String text) {
    return coloured ? "\u001b[" + colour.number + "m" + text + "\u001b[0m" : text;
  }

  /** Without control characters: a name or a reason must not steer the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
