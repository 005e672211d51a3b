package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected here was seen of oslo.config 9.0. */
class ParserTest {
  private final Entries entries = new Entries();
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void joinsContinuationLinesWithLineBreaks() {
    parse("[DEFAULT]\na = one\n  two\n\tthree\nb = x\n");
    assertThat(values("a")).containsExactly("one\ntwo\nthree");
    assertThat(values("b")).containsExactly("x");
  }

  @Test
  void takesNumberSignWithinValueAsPartOfIt() {
    parse("[DEFAULT]\na = one # two ; three\n# comment\n; comment\n  ");
    assertThat(values("a")).containsExactly("one # two ; three");
    assertThat(problems).isEmpty();
  }

  @Test
  void takesIndentedCommentBelowValueAsPartOfIt() {
    parse("[DEFAULT]\na = one\n  # two\n");
    assertThat(values("a")).containsExactly("one\n# two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a = \"x y \"` | `x y `",
        "`a = ' x'` | ` x`",
        "`a = ''` | ``",
        "`a = \"` | ``",
        "`a = \"x'` | `\"x'`",
        "`a = \"x\" y` | `\"x\" y`",
        "`a: x=1` | `x=1`",
        "`a = http://x` | `http://x`",
        "`a=` | ``",
        "`a  =  x  ` | `x`",
        "`a = \u00a0x\u00a0` | `x`",
        "`a = x\fy` | `x\fy`",
      })
  void readsValueAsOsloDoes(String line, String value) {
    parse("[DEFAULT]\n" + line + "\n");
    assertThat(values("a")).containsExactly(value);
  }

  @Test
  void keepsQuotesThatSpanLines() {
    parse("[DEFAULT]\na = \"one\n  two\"\n");
    assertThat(values("a")).containsExactly("\"one\ntwo\"");
  }

  @Test
  void collectsRepeatedKeysAndReopenedSections() {
    parse("[DEFAULT]\na = 1\n[other]\na = x\n[DEFAULT]\na = 2\n");
    assertThat(values("a")).containsExactly("1", "2");
  }

  @Test
  void endsLinesWhereOtherSystemsDo() {
    parse("[DEFAULT]\r\na = 1\r  2\r\nb = 3");
    assertThat(values("a")).containsExactly("1\n2");
    assertThat(values("b")).containsExactly("3");
  }

  @Test
  void countsCaseOfNamesAndOfDefaultButOfNoOtherSection() {
    parse("[default]\na = 1\n[OTHER]\nA = 2\n");
    assertThat(entries.assignments())
        .containsOnlyKeys(new Key("default", "a"), new Key("other", "A"));
    assertThat(values("a")).isEmpty();
  }

  @Test
  void reportsEveryErrorWithItsLine() {
    parse(
        """
        a = before
        [DEFAULT]
        no sign
          continuation of it
        = nameless

          of nothing
          and again
        [DEFAULT] # comment
        lost = 1
        []
        [good]
        x = 1
        # comment

          after it
        """);
    assertThat(problems.stream().map(Problem::toString))
        .containsExactly(
            "my.conf:1: a value stands before any section; put [DEFAULT] above it",
            "my.conf:3: the line has neither = nor :; write name = value",
            "my.conf:5: there is no name before the value; write name = value",
            "my.conf:7: this line starts with a space, but there is no value above it to continue;"
                + " remove the space, or the empty line or comment before it",
            "my.conf:9: a section must end with ]; nothing may follow it on its line",
            "my.conf:11: the section has no name; write [DEFAULT] or another name",
            "my.conf:16: this line starts with a space, but there is no value above it to continue;"
                + " remove the space, or the empty line or comment before it");
    assertThat(entries.assignments()).containsOnlyKeys(new Key("good", "x"));
  }

  @Test
  void remembersTheLineOfEachValue() {
    parse("\n[DEFAULT]\n\na = 1\n  2\na = 3\n");
    assertThat(entries.assignments().get(new Key("DEFAULT", "a")))
        .extracting(text -> text.origin().toString())
        .containsExactly("my.conf:4", "my.conf:6");
  }

  @Test
  void stopsReadingWhenNothingIsRight() {
    parse("x\n".repeat(100_000));
    assertThat(problems).hasSize(101);
    assertThat(problems.getLast().message())
        .isEqualTo("too much is wrong; the rest of the file was not read");
  }

  private void parse(String text) {
    Parser.parse(text, Path.of("my.conf"), entries, problems);
  }

  private List<String> values(String name) {
    return entries.assignments().getOrDefault(new Key("DEFAULT", name), List.of()).stream()
        .map(Entries.Text::value)
        .toList();
  }
}
