package io.senlin.server.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The options of every command that asks an engine, and the few ways to ask and to show the answer.
 */
final class Remote {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:SENLIN_URL:-http://127.0.0.1:8778}",
      description = "Where the engine listens (SENLIN_URL; ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://127.0.0.1:8778");

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "How to show answers: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  private CommandSpec command = CommandSpec.create();

  /** Shows a list, all of it unless a limit is given. */
  int list(String path, String field, Listing listing, List<String> columns) {
    return list(path, field, listing, Map.of(), columns);
  }

  /** The same with more in the query than the options of all lists. */
  int list(
      String path, String field, Listing listing, Map<String, String> more, List<String> columns) {
    return ask(
        client -> {
          Map<String, String> query = listing.query();
          query.putAll(more);
          listing.limit().ifPresent(count -> query.put("limit", count.toString()));
          showList(elements(client.get(path, query).path(field)), columns, listing.fullId());
          return ExitCode.DONE;
        });
  }

  /** Shows a list that has no pages. */
  int listAll(String path, String field, List<String> columns) {
    return listAll(path, Map.of(), field, columns);
  }

  /** The same with a query. */
  int listAll(String path, Map<String, String> query, String field, List<String> columns) {
    return ask(
        client -> {
          showList(elements(client.get(path, query).path(field)), columns, true);
          return ExitCode.DONE;
        });
  }

  /** Shows one object. */
  int show(String path, String field) {
    return show(path, Map.of(), field);
  }

  /** Shows one object. */
  int show(String path, Map<String, String> query, String field) {
    return ask(
        client -> {
          showRecord(client.get(path, query).path(field));
          return ExitCode.DONE;
        });
  }

  /** Changes something at once, without an action, and shows it as it is then, if it still is. */
  int change(String method, String path, Map<String, ?> body, String field) {
    return ask(
        client -> {
          JsonNode changed = client.send(method, path, body).body().path(field);
          if (!changed.isMissingNode()) {
            showRecord(changed);
          }
          return ExitCode.DONE;
        });
  }

  /** Asks for a judgement and shows it; the exit code says whether {@code verdict} is false. */
  int judge(String path, Map<String, ?> body, String field, String verdict) {
    return ask(
        client -> {
          JsonNode judged = client.send("POST", path, body).body().path(field);
          showRecord(judged);
          return judged.path(verdict).asBoolean(true) ? ExitCode.DONE : ExitCode.FAILED;
        });
  }

  /** Asks for something to be cleaned up, and shows the ids of what was. */
  int clean(String path, String field, String title) {
    return ask(
        client -> {
          JsonNode ids = client.send("POST", path, Map.of()).body().path(field);
          switch (format) {
            case TABLE -> {
              List<String> shown = elements(ids).stream().map(id -> id.asString("")).toList();
              out().println(title + (shown.isEmpty() ? "none" : String.join(", ", shown)));
            }
            case JSON -> json(ids);
          }
          out().flush();
          return ExitCode.DONE;
        });
  }

  /** Starts an action; with {@code --wait} the exit code says how it ended. */
  int act(String method, String path, Map<String, ?> body, Waiting waiting) {
    return ask(
        client -> {
          String action = started(client.send(method, path, body));
          return waiting.asked() ? showEnd(client, action) : accepted(action);
        });
  }

  /**
   * Starts an action on an object that comes into being or changes by it, and shows the object: as
   * it is at first, or with {@code --wait} as it is in the end.
   */
  int make(String method, String path, Map<String, ?> body, String field, Waiting waiting) {
    return ask(
        client -> {
          Reply reply = client.send(method, path, body);
          JsonNode made = reply.body().path(field);
          if (!waiting.asked()) {
            showRecord(made);
            return ExitCode.DONE;
          }
          Ended ended = Following.toTheEnd(client, started(reply));
          String id = made.path("id").asString("");
          showRecord(client.get("/v1/" + field + "s/" + id).path(field));
          return ended.exitCode();
        });
  }

  /** Does the same with each of several; the exit code is the first that is not zero. */
  int each(List<String> names, ToIntFunction<String> command) {
    int first = ExitCode.DONE;
    for (String name : names) {
      int code = orItsCode(() -> command.applyAsInt(name));
      first = first == ExitCode.DONE ? code : first;
    }
    return first;
  }

  /** What fails for one is said, and keeps nobody from the others. */
  private int orItsCode(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (Failure failure) {
      err().println("senlin: " + failure.sentence());
      err().flush();
      return failure.exitCode();
    }
  }

  private int ask(Function<ApiClient, Integer> exchange) {
    try (ApiClient client = new ApiClient(url)) {
      return exchange.apply(client);
    }
  }

  ApiClient client() {
    return new ApiClient(url);
  }

  Format format() {
    return format;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  private static String started(Reply reply) {
    return reply
        .action()
        .orElseThrow(
            () -> new Failure(ExitCode.FAILED, "the engine named no action in its answer"));
  }

  private int accepted(String action) {
    switch (format) {
      case TABLE -> out().println("Request accepted by action: " + action);
      case JSON -> json(Map.of("action", action));
    }
    out().flush();
    return ExitCode.DONE;
  }

  private int showEnd(ApiClient client, String action) {
    Ended ended = Following.toTheEnd(client, action);
    switch (format) {
      case TABLE -> out().println(ended.sentence());
      case JSON -> json(ended.action());
    }
    out().flush();
    return ended.exitCode();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return List.copyOf(array.values());
  }

  private void showList(List<JsonNode> rows, List<String> columns, boolean wholeIds) {
    switch (format) {
      case TABLE -> {
        Table table = new Table(columns);
        for (JsonNode row : rows) {
          table.add(columns.stream().map(column -> cell(row, column, wholeIds)).toList());
        }
        table.print(out());
      }
      case JSON -> {
        ArrayNode array = PRETTY.createArrayNode();
        rows.forEach(array::add);
        json(array);
      }
    }
  }

  private void showRecord(JsonNode fields) {
    switch (format) {
      case TABLE -> {
        Table table = new Table(List.of("field", "value"));
        fields
            .properties()
            .forEach(field -> table.add(List.of(field.getKey(), text(field.getValue()))));
        table.print(out());
      }
      case JSON -> json(fields);
    }
  }

  private void json(Object value) {
    out().println(PRETTY.writeValueAsString(value));
    out().flush();
  }

  private static String cell(JsonNode row, String column, boolean wholeIds) {
    String text = text(row.path(column));
    boolean id = column.equals("id") || column.endsWith("_id") || column.equals("target");
    return id && !wholeIds && text.length() == 36 ? text.substring(0, 8) : text;
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isString() ? value.asString() : value.toString();
  }
}
