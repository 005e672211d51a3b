package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final Option<String> HOST = Option.text("DEFAULT", "host").or("localhost");
  private static final Option<List<String>> ENABLED =
      Option.multi("DEFAULT", "event_dispatchers").or("database");
  private static final Option<Integer> WORKERS = Option.integer("engine", "workers", 1, 64).or("8");
  private static final Option<String> TOKEN = Option.text("DEFAULT", "token").secret();
  private static final Option<String> PRIORITY =
      Option.choice("dispatchers", "priority", "info", "warning").or("info");
  private static final Option<Path> FILE = Option.path("any", "path").required();
  private static final Option<Integer> LIMIT = Option.integer("any", "limit", 0, 10).or("3");

  private static final Options OPTIONS =
      Options.of(List.of(HOST, ENABLED, TOKEN), List.of(WORKERS, PRIORITY))
          .with("dispatcher:", List.of(PRIORITY), ConfigurationTest::dispatcher)
          .with("senlin.dispatchers", SectionRule.ANY_KEY);

  @TempDir Path folder;

  @Test
  void knowsDefaultsAndWhereValuesComeFrom() throws Exception {
    Configuration configuration = parse("[DEFAULT]\n\nhost = here\n");
    assertThat(configuration.get(HOST)).isEqualTo("here");
    assertThat(configuration.origin(HOST)).hasToString("my.conf:3");
    assertThat(configuration.get(WORKERS)).isEqualTo(8);
    assertThat(configuration.origin(WORKERS)).hasToString("default");
    assertThat(configuration.find(TOKEN)).isEmpty();
  }

  @Test
  void tellsAnOptionWithoutValueFromOneThatWasNotDeclared() throws Exception {
    Configuration configuration = parse("");
    assertThatThrownBy(() -> configuration.get(TOKEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the option [DEFAULT] token has neither a value nor a default");
    assertThatThrownBy(() -> configuration.find(Option.text("DEFAULT", "other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the option [DEFAULT] other was not declared");
  }

  @Test
  void takesTheLastOfSeveralFilesButAllValuesOfRepeatedOption() throws Exception {
    Path one = write("one.conf", "[DEFAULT]\nhost = 1\nevent_dispatchers = a\n");
    Path two = write("two.conf", "[DEFAULT]\nhost = 2\nevent_dispatchers = b\n");
    Files.createDirectory(folder.resolve("conf.d"));
    write("conf.d/20.conf", "[DEFAULT]\nevent_dispatchers = d\n");
    write("conf.d/10.conf", "[DEFAULT]\nhost = 3\nevent_dispatchers = c\n");
    write("conf.d/99.txt", "not read");
    write("conf.d/.hidden.conf", "not read");
    Configuration configuration =
        Configuration.load(OPTIONS, List.of(one, two), List.of(folder.resolve("conf.d")));
    assertThat(configuration.get(HOST)).isEqualTo("3");
    assertThat(configuration.get(ENABLED)).containsExactly("a", "b", "c", "d");
    assertThat(configuration.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("one.conf", "two.conf", "10.conf", "20.conf");
  }

  @Test
  void letsLineWithoutValueSwitchOffTheDefaultOfRepeatedOption() throws Exception {
    assertThat(parse("[DEFAULT]\nevent_dispatchers =\n").get(ENABLED)).isEmpty();
    assertThat(parse("").get(ENABLED)).containsExactly("database");
  }

  @Test
  void reportsEverythingThatIsWrongInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                [DEFAULT]
                hots = x
                workers = 3
                garbage
                [engine]
                workers = many
                [dispacther:jsonfile]
                path = x
                [dispatchers]
                priority = loud
                [nonsense]
                a = 1
                """))
        .containsExactly(
            "my.conf:2: there is no option 'hots' in [DEFAULT]; did you mean 'host'?",
            "my.conf:3: there is no option 'workers' in [DEFAULT]; there is one in [engine]",
            "my.conf:4: the line has neither = nor :; write name = value",
            "my.conf:6: option 'workers' = 'many' in [engine] is not a whole number",
            "my.conf:7: there is no section [dispacther:jsonfile]; did you mean"
                + " [dispatcher:jsonfile]?",
            "my.conf:10: option 'priority' = 'loud' in [dispatchers] is none of info, warning",
            "my.conf:11: there is no section [nonsense]");
  }

  @Test
  void startsWithTheFileOfAnOpenStackDeployment() throws Exception {
    Configuration configuration =
        parse(
            """
            [DEFAULT]
            num_engine_workers = 4
            [keystone_authtoken]
            password = $ecret
            [oslo_messaging_rabbit]
            amqp_durable_queues = true
            [engine]
            threads = 1000
            """);
    assertThat(configuration.notices().stream().map(Problem::toString))
        .containsExactly(
            "my.conf:3: the section [keystone_authtoken] of OpenStack has no effect here",
            "my.conf:5: the section [oslo_messaging_rabbit] of OpenStack has no effect here",
            "my.conf:2: the option 'num_engine_workers' in [DEFAULT] of OpenStack has no effect"
                + " here",
            "my.conf:8: the option 'threads' in [engine] of OpenStack has no effect here");
  }

  @Test
  void checksTheSectionsOfFamilyByItsRule() throws Exception {
    assertThat(
            problems(
                """
                [dispatcher:jsonfile]
                limit = 11
                pathh = /x
                priority = no
                """))
        .containsExactly(
            "my.conf:1: option 'path' is missing; add it to [dispatcher:jsonfile]",
            "my.conf:2: option 'limit' = '11' in [dispatcher:jsonfile] is more than 10",
            "my.conf:3: there is no option 'pathh' in [dispatcher:jsonfile]; did you mean 'path'?",
            "my.conf:4: option 'priority' = 'no' in [dispatcher:jsonfile] is none of info,"
                + " warning");
    Configuration configuration =
        parse("[dispatcher:JsonFile]\npath = ${host}.log\npriority = warning\n");
    assertThat(configuration.get(PRIORITY.in("dispatcher:jsonfile"))).isEqualTo("warning");
    assertThat(configuration.get(LIMIT.in("dispatcher:jsonfile"))).isEqualTo(3);
    assertThat(configuration.get(PRIORITY.in("dispatcher:absent"))).isEqualTo("info");
    assertThat(configuration.section("dispatcher:jsonfile"))
        .isEqualTo(Map.of("path", "localhost.log", "priority", "warning"));
    assertThat(configuration.sections("dispatcher:")).containsExactly("dispatcher:jsonfile");
  }

  @Test
  void takesAnyKeyOfSectionWhoseOptionsAreNotKnown() throws Exception {
    Configuration configuration =
        parse("[dispatcher:mine]\nurl = http://x\nlist = 1\nlist = 2\npriority = warning\n");
    assertThat(configuration.section("dispatcher:mine"))
        .isEqualTo(Map.of("url", "http://x", "list", "2", "priority", "warning"));
    assertThat(configuration.values("dispatcher:mine", "list")).containsExactly("1", "2");
    assertThat(configuration.get(PRIORITY.in("dispatcher:mine"))).isEqualTo("warning");
    assertThat(problems("[dispatcher:mine]\npriority = no\nurl = $none\n")).hasSize(2);
    assertThat(configuration.section("dispatcher:other")).isEmpty();
  }

  @Test
  void letsOneLookAtSomeOptionsBeforeTheOthersAreKnown() throws Exception {
    Configuration first =
        Configuration.parse(
            Options.of(List.of(HOST)).with("", SectionRule.ANY_KEY),
            Secrets.of(Map.of()),
            Path.of("my.conf"),
            "[DEFAULT]\nhost = ${zone}.x\nzone = eu\nhots = $none\n[unknown]\nx = 1\n");
    assertThat(first.get(HOST)).isEqualTo("eu.x");
    assertThat(first.section("unknown")).isEqualTo(Map.of("x", "1"));
    assertThat(first.values("DEFAULT", "hots")).containsExactly("$none");
  }

  @Test
  void resolvesSecretsAndShowsThemNowhere() throws Exception {
    Path secret = write("secret", "s3cret in file\n");
    Configuration configuration = parse("[DEFAULT]\ntoken = env:TOKEN\n");
    assertThat(configuration.get(TOKEN)).isEqualTo("s3cret");
    assertThat(configuration.section("DEFAULT")).isEqualTo(Map.of("token", "env:TOKEN"));
    assertThat(parse("[DEFAULT]\ntoken = file:" + secret + "\n").get(TOKEN))
        .isEqualTo("s3cret in file");
    assertThat(parse("[DEFAULT]\ntoken = s3cret\n").settings())
        .contains(
            new Setting(
                "DEFAULT", "token", List.of("***"), new Origin.Line(Path.of("my.conf"), 2)));
    assertThat(configuration.toString() + configuration.settings()).doesNotContain("s3cret");
    assertThat(problems("[DEFAULT]\ntoken = env:NONE\n"))
        .containsExactly(
            "my.conf:2: option 'token' in [DEFAULT] refers to the environment variable 'NONE',"
                + " which is not set");
    assertThat(problems("[DEFAULT]\ntoken = file:/no/such\n"))
        .containsExactly(
            "my.conf:2: option 'token' in [DEFAULT] refers to the file '/no/such', which cannot be"
                + " read (NoSuchFileException)");
  }

  @Test
  void neverRepeatsWrongSecret() {
    Option<Integer> pin = Option.integer("DEFAULT", "pin", 0, 9999).secret();
    assertThatThrownBy(
            () ->
                Configuration.parse(
                    Options.of(List.of(pin)),
                    Secrets.of(Map.of()),
                    Path.of("my.conf"),
                    "[DEFAULT]\npin = s3cret"))
        .hasMessage("my.conf:2: option 'pin' in [DEFAULT] is not a whole number");
  }

  @Test
  void letsChangesTakeThePlaceOfTheFiles() throws Exception {
    Configuration before = parse("[DEFAULT]\nevent_dispatchers = a\nhost = h\n");
    Configuration after =
        before.with(
            List.of(
                new Change("DEFAULT", "event_dispatchers", List.of("x", "y"), "set by a test"),
                new Change("DEFAULT", "host", List.of(), "set by a test"),
                new Change("dispatcher:jsonfile", "path", List.of("/p"), "set by a test")));
    assertThat(after.get(ENABLED)).containsExactly("x", "y");
    assertThat(after.origin(ENABLED)).hasToString("set by a test");
    assertThat(after.get(HOST)).isEqualTo("localhost");
    assertThat(after.section("dispatcher:jsonfile")).isEqualTo(Map.of("path", "/p"));
    assertThat(before.get(ENABLED)).containsExactly("a");
    assertThatThrownBy(
            () -> before.with(List.of(new Change("engine", "workers", List.of("0"), "set by x"))))
        .hasMessage("set by x: option 'workers' = '0' in [engine] is less than 1");
  }

  @Test
  void saysOfEveryOptionWhatItIs() throws Exception {
    assertThat(parse("[dispatcher:mine]\nurl = x\n").settings())
        .extracting(
            each -> each.section() + " " + each.name() + " " + each.values() + " " + each.origin())
        .containsExactly(
            "DEFAULT host [localhost] default",
            "DEFAULT event_dispatchers [database] default",
            "DEFAULT token [] default",
            "engine workers [8] default",
            "dispatchers priority [info] default",
            "dispatcher:mine url [***] my.conf:2",
            "dispatcher:mine priority [info] default");
  }

  @Test
  void saysClearlyWhatCannotBeRead() throws Exception {
    Path latin = folder.resolve("latin.conf");
    Files.write(latin, "[DEFAULT]\nhost = caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Path large = folder.resolve("large.conf");
    Files.write(large, new byte[(4 << 20) + 1]);
    Path missing = folder.resolve("missing.conf");
    assertThatThrownBy(
            () ->
                Configuration.load(
                    OPTIONS, List.of(missing, folder, latin, large), List.of(missing, latin)))
        .hasMessageContainingAll(
            missing + ": does not exist",
            folder + ": is a directory; name a file, or use --config-dir",
            latin + ":2: is not UTF-8 from here on; save the file as UTF-8",
            large + ": is larger than 4 MiB; this cannot be a configuration file",
            latin + ": is not a directory; use --config-file for a file");
  }

  @Test
  void readsFileThatStartsWithByteOrderMark() throws Exception {
    assertThat(parse("\uFEFF[DEFAULT]\nhost = x").get(HOST)).isEqualTo("x");
  }

  @Test
  void showsNoEscapeCodesOfTheFile() {
    assertThat(problems("[DEFAULT]\n\u001b[31mred = 1\n").getFirst()).doesNotContain("\u001b");
  }

  @Test
  void takesMissingEqualsSignForThatAndShowsNothingBehindIt() {
    assertThat(problems("[DEFAULT]\ntoken s3cret:x\n"))
        .containsExactly("my.conf:2: 'token …' is not the name of an option; write name = value");
  }

  private static Optional<java.util.Collection<Option<?>>> dispatcher(String section) {
    return section.equals("dispatcher:jsonfile")
        ? Optional.of(List.of(FILE, LIMIT))
        : Optional.empty();
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Configuration parse(String text) throws ConfigurationException {
    return Configuration.parse(
        OPTIONS, Secrets.of(Map.of("TOKEN", "s3cret")), Path.of("my.conf"), text);
  }

  private static List<String> problems(String text) {
    try {
      return List.of("no problem: " + parse(text).settings());
    } catch (ConfigurationException wrong) {
      return new ArrayList<>(wrong.problems().stream().map(Problem::toString).toList());
    }
  }
}
