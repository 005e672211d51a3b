package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {
  @Test
  void readsEveryType() {
    assertThat(parse(Option.bool("s", "n"), "Yes")).isTrue();
    assertThat(parse(Option.bool("s", "n"), "OFF")).isFalse();
    assertThat(parse(Option.integer("s", "n", -5, 5), "-5")).isEqualTo(-5);
    assertThat(parse(Option.decimal("s", "n"), "2.5e3")).isEqualTo(2500.0);
    assertThat(parse(Option.choice("s", "n", TimeUnit.class), "Days")).isEqualTo(TimeUnit.DAYS);
    assertThat(parse(Option.uri("s", "n"), "http://h:1/p")).isEqualTo(URI.create("http://h:1/p"));
    assertThat(parse(Option.path("s", "n"), "a/b")).isEqualTo(Path.of("a/b"));
    assertThat(parse(Option.path("s", "n"), "~/b"))
        .isEqualTo(Path.of(System.getProperty("user.home"), "b"));
  }

  @Test
  void readsListsAndPairsAsOsloDoes() {
    Option<List<String>> list = Option.list("s", "n");
    assertThat(parse(list, "a, b ,, \"c,")).containsExactly("a", "b", "", "\"c");
    assertThat(parse(list, "a,\nb")).containsExactly("a", "b");
    assertThat(parse(list, " ")).isEmpty();
    Option<Map<String, String>> dict = Option.dict("s", "n");
    assertThat(parse(dict, "k:v,k2: v:2 ,k3:")).isEqualTo(Map.of("k", "v", "k2", "v:2", "k3", ""));
    assertThat(parse(dict, "")).isEmpty();
    assertThat(List.of("k", ":v", "a:1,", "a:1,a:2"))
        .allSatisfy(
            wrong ->
                assertThatThrownBy(() -> parse(dict, wrong))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void readsDurationsAndSizes() {
    Option<Duration> duration = Option.duration("s", "n");
    assertThat(parse(duration, "250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(parse(duration, "30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(parse(duration, "30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(parse(duration, "5 m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(parse(duration, "12h")).isEqualTo(Duration.ofHours(12));
    assertThat(parse(duration, "7D")).isEqualTo(Duration.ofDays(7));
    Option<Long> size = Option.size("s", "n");
    assertThat(parse(size, "4096")).isEqualTo(4096);
    assertThat(parse(size, "64KiB")).isEqualTo(64 << 10);
    assertThat(parse(size, "100 MiB")).isEqualTo(100 << 20);
    assertThat(parse(size, "2GiB")).isEqualTo(2L << 30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "-1s", "1w", "99999999999999999999", "999999999999999999d", "1.5s"})
  void refusesWrongDurations(String value) {
    assertThatThrownBy(() -> parse(Option.duration("s", "n"), value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("is (not|too long) a duration.*");
  }

  @Test
  void refusesWhatIsOutOfRangeOrOfAnotherType() {
    Option<Integer> number = Option.integer("s", "n", 1, 9);
    assertThatThrownBy(() -> parse(number, "0")).hasMessage("is less than 1");
    assertThatThrownBy(() -> parse(number, "10")).hasMessage("is more than 9");
    assertThatThrownBy(() -> parse(number, "")).hasMessage("is not a whole number");
    assertThatThrownBy(() -> parse(Option.decimal("s", "n"), "NaN")).hasMessage("is not a number");
    assertThatThrownBy(() -> parse(Option.bool("s", "n"), "2"))
        .hasMessage("is neither true nor false");
    assertThatThrownBy(() -> parse(Option.uri("s", "n"), "no uri"))
        .hasMessage("is not a URI such as https://host:port/path");
    assertThatThrownBy(() -> parse(Option.size("s", "n"), "9999999999GiB"))
        .hasMessage("is too large a size");
    assertThatThrownBy(() -> parse(Option.path("s", "n"), "a\0b")).hasMessage("is not a path");
  }

  @Test
  void checksFurtherDemands() {
    Option<String> name =
        Option.text("s", "n").where(text -> text.endsWith("/"), "must end with /");
    assertThat(parse(name, "a/")).isEqualTo("a/");
    assertThatThrownBy(() -> parse(name, "a")).hasMessage("must end with /");
  }

  @Test
  void refusesDefaultOfAnotherTypeWhenDeclared() {
    assertThatThrownBy(() -> Option.integer("s", "n", 1, 9).or("10"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToDeclareAnOptionTwice() {
    assertThatThrownBy(
            () -> Options.of(List.of(Option.text("S", "n")), List.of(Option.text("s", "n"))))
        .hasMessage("the option [s] n is declared twice");
  }

  private static <T> T parse(Option<T> option, String value) {
    return option.parse(List.of(value));
  }
}
