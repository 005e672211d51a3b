package io.senlin.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.senlin.testkit.databases.DatabaseServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database of a Senlin 14 on MariaDB, taken over as it stands. */
final class OldSenlinIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final String OLD = "c1000000-0000-4000-8000-000000000002";
  private static final String WEB = "c1000000-0000-4000-8000-000000000001";

  @TempDir private Path folder;

  private int port;

  @Test
  void worksOnAndStaysReadable() throws IOException, InterruptedException, SQLException {
    Path data = Files.createDirectory(folder.resolve("server"));
    try (DatabaseServer server = DatabaseServer.mariadb(data, "--character-set-server=utf8mb3")) {
      String url = server.create("senlin");
      port = EngineProcess.freePort();
      EngineProcess.configure(folder, port);
      Path conf = folder.resolve("senlin.conf");
      Files.writeString(
          conf, "\n[database]\nconnection = " + url + "\n", StandardOpenOption.APPEND);
      try (Connection database = server.connect("senlin")) {
        run(database, "/senlin-14-mariadb.sql");
        run(database, "/senlin-14-rows.sql");
        syncsWithoutTouchingAnything(database);
        try (EngineProcess engine = EngineProcess.start(folder, port)) {
          shows(engine.api());
          acts(engine.api());
        }
        readsAsPythonDoes(database);
      }
    }
  }

  private void syncsWithoutTouchingAnything(Connection database)
      throws IOException, InterruptedException, SQLException {
    List<String> tables =
        strings(
            database,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'senlin'");
    List<String> before = picture(database, tables);

    assertThat(senlin("version")).isEqualTo(new Program.Ended(0, "1\n"));
    assertThat(senlin("check").exitCode()).isEqualTo(1);
    assertThat(senlin("sync").output()).contains("from version 1 to ");
    assertThat(senlin("check").output()).startsWith("ok: ");

    assertThat(picture(database, tables)).isEqualTo(before);
  }

  private Program.Ended senlin(String verb) throws IOException, InterruptedException {
    return Program.run(
        folder, "db", verb, "--config-file", folder.resolve("senlin.conf").toString());
  }

  /** Columns, keys and content of the tables; the indexes that were there, but not new ones. */
  private static List<String> picture(Connection database, List<String> tables)
      throws SQLException {
    List<String> picture = new ArrayList<>();
    for (String table : tables) {
      String ofTable = " WHERE table_schema = 'senlin' AND table_name = '" + table + "'";
      picture.addAll(
          strings(
              database,
              "SELECT concat_ws(' ', table_name, ordinal_position, column_name, column_type,"
                  + " is_nullable, column_default, character_set_name, collation_name)"
                  + " FROM information_schema.columns"
                  + ofTable
                  + " ORDER BY ordinal_position"));
      picture.addAll(
          strings(
              database,
              "SELECT concat_ws(' ', table_name, constraint_name, constraint_type)"
                  + " FROM information_schema.table_constraints"
                  + ofTable
                  + " ORDER BY constraint_name"));
      picture.addAll(
          strings(
              database,
              "SELECT concat_ws(' ', table_name, engine, table_collation)"
                  + " FROM information_schema.tables"
                  + ofTable));
      try (Statement statement = database.createStatement();
          ResultSet sum = statement.executeQuery("CHECKSUM TABLE `" + table + "`")) {
        sum.next();
        picture.add(table + " " + sum.getString(2));
      }
    }
    return picture;
  }

  private static void shows(Api api) throws IOException, InterruptedException {
    assertThat(names(api.get("/v1/clusters"), "clusters")).containsExactlyInAnyOrder("web", "old");
    assertThat(names(api.get("/v1/nodes"), "nodes"))
        .containsExactlyInAnyOrder("node-PR5xzVbq", "node-a", "node-b", "lonely");
    assertThat(names(api.get("/v1/profiles"), "profiles"))
        .containsExactlyInAnyOrder("server", "trial");
    assertThat(names(api.get("/v1/actions"), "actions")).hasSize(3);
    JsonNode old = api.get("/v1/clusters/old").body().get("cluster");
    assertThat(old.get("nodes")).hasSize(2);
    assertThat(old.get("created_at").asString()).isEqualTo("2026-11-22T17:20:21Z");
    assertThat(old.get("metadata").get("team").asString()).isEqualTo("a");

    List<String> events = new ArrayList<>();
    String marker = "";
    while (true) {
      JsonNode page = api.get("/v1/events?limit=10" + marker).body().get("events");
      page.forEach(event -> events.add(event.get("id").asString()));
      if (page.isEmpty()) {
        break;
      }
      marker = "&marker=" + events.getLast();
    }
    assertThat(events).hasSize(25).doesNotHaveDuplicates().isSorted();
  }

  private static void acts(Api api) throws IOException, InterruptedException {
    assertThat(act(api, OLD, "{\"check\": {}}").get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(act(api, OLD, "{\"scale_out\": {\"count\": 1}}").get("status").asString())
        .isEqualTo("SUCCEEDED");
    assertThat(api.get("/v1/clusters/old").body().get("cluster").get("nodes")).hasSize(3);
    assertThat(act(api, WEB, "{\"check\": {}}").get("status").asString())
        .as("of a cluster whose profile type is not here")
        .isIn("SUCCEEDED", "FAILED");
    assertThat(api.get("/v1/clusters/web").status()).isEqualTo(200);
    await()
        .atMost(LIMIT)
        .until(() -> api.get("/v1/events?limit=100").body().get("events").size() > 30);
  }

  /** Asks for an action and returns it when it is over. */
  private static JsonNode act(Api api, String cluster, String body)
      throws IOException, InterruptedException {
    Reply reply = api.post("/v1/clusters/" + cluster + "/actions", body);
    assertThat(reply.status()).as("%s", reply).isEqualTo(202);
    String path = "/v1/actions/" + reply.body().get("action").asString();
    await()
        .atMost(LIMIT)
        .until(() -> OVER.contains(api.get(path).body().get("action").get("status").asString()));
    return api.get(path).body().get("action");
  }

  /** Every column has the form that Senlin gives it. */
  private static void readsAsPythonDoes(Connection database) throws SQLException {
    String json =
        "SELECT inputs FROM action UNION ALL SELECT outputs FROM action UNION ALL SELECT context"
            + " FROM action UNION ALL SELECT data FROM action UNION ALL SELECT meta_data FROM event"
            + " UNION ALL SELECT data FROM node UNION ALL SELECT meta_data FROM node"
            + " UNION ALL SELECT data FROM cluster UNION ALL SELECT config FROM cluster";
    for (String text : strings(database, json)) {
      if (text != null) {
        assertThat(JsonMapper.shared().readTree(text).isObject()).as(text).isTrue();
      }
    }
    assertThat(strings(database, "SELECT DISTINCT level FROM event"))
        .allMatch(level -> level.matches("[1-5]0"));
    assertThat(strings(database, "SELECT DISTINCT status FROM action"))
        .isSubsetOf("SUCCEEDED", "FAILED", "CANCELLED");
    assertThat(strings(database, "SELECT DISTINCT status FROM event"))
        .isSubsetOf("start", "end", "error");
    assertThat(strings(database, "SELECT cluster_id FROM cluster_lock")).isEmpty();
    assertThat(strings(database, "SELECT name FROM node WHERE cluster_id IS NULL")).isEmpty();
  }

  private static List<String> names(Reply reply, String field) {
    List<String> names = new ArrayList<>();
    reply.body().get(field).forEach(each -> names.add(each.get("name").asString()));
    return names;
  }

  private static void run(Connection database, String script) throws IOException, SQLException {
    try (InputStream in = OldSenlinIT.class.getResourceAsStream(script);
        Statement statement = database.createStatement()) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute("SET foreign_key_checks = 0");
      for (String each : sql.replaceAll("(?m)^--.*$", "").split(";\n", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private static List<String> strings(Connection database, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
