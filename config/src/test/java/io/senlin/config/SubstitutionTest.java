package io.senlin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected here was seen of oslo.config 9.0. */
class SubstitutionTest {
  private static final Option<String> A = Option.text("DEFAULT", "a");
  private static final Option<String> B = Option.text("DEFAULT", "b").or("bee");
  private static final Option<String> EMPTY = Option.text("DEFAULT", "empty");
  private static final Option<String> C = Option.text("grp", "c");
  private static final Option<String> GB = Option.text("grp", "a2").or("two");
  private static final Option<List<String>> MANY = Option.multi("DEFAULT", "many");
  private static final Option<String> HIDDEN = Option.text("DEFAULT", "hidden").secret();
  private static final Option<String> URL = Option.text("DEFAULT", "url").secret();
  private static final Options OPTIONS =
      Options.of(List.of(A, B, EMPTY, C, GB, MANY, HIDDEN, URL))
          .with("open:", _ -> Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$b-x | bee-x",
        "${b}y | beey",
        "$$b | $b",
        "\\$b | $b",
        "$$$b | $bee",
        "\\\\$b | \\$b",
        "\\$$b | $bee",
        "$1 $ ${1} ${ $-x ${b | $1 $ ${1} ${ $-x ${b",
        "$b$ | bee$",
        "${ b} | ${ b}",
        "€$b€ | €bee€",
        "[$empty] | []",
        "$grp.a2 ${grp.a2}! | two two!",
        "$GRP.a2 | two",
      })
  void replacesReferencesAsOsloDoes(String value, String replaced) throws Exception {
    assertThat(load("[DEFAULT]\na = " + value).get(A)).isEqualTo(replaced);
  }

  @Test
  void looksInTheOwnSectionFirst() throws Exception {
    assertThat(load("[grp]\nc = $a2/$b").get(C)).isEqualTo("two/bee");
  }

  @Test
  void followsReferencesThroughSeveralOptions() throws Exception {
    assertThat(
            load("[DEFAULT]\na = $b.\nb = ${grp.c}\n[grp]\nc = x".replace("$b.", "${b}.")).get(A))
        .isEqualTo("x.");
  }

  @Test
  void joinsTheValuesOfRepeatedOption() throws Exception {
    assertThat(load("[DEFAULT]\na = $many\nmany = 1\nmany = 2").get(A)).isEqualTo("1,2");
  }

  @ParameterizedTest
  @CsvSource({"$nope,nope", "${no.pe},no.pe", "$b.,b.", "$B,B", "x$_,_", "$bx,bx"})
  void refusesWhatNobodyDeclared(String value, String name) {
    assertThatThrownBy(() -> load("[DEFAULT]\na = " + value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "my.conf:2: option 'a' in [DEFAULT] refers to '$"
                + name
                + "', but there is no such option; write $$ for a dollar sign");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden = amqp://u:Tr0ub$adour@h",
        "hidden = $adour",
        "[open:x]\nkey = Tr0ub$adour"
      })
  void tellsNothingOfWhatMayBePartOfAPassword(String assignment) {
    assertThatThrownBy(() -> load("[DEFAULT]\n" + assignment))
        .hasMessageContaining("has a $ before no option's name; write $$ for a dollar sign")
        .hasMessageNotContaining("adour");
  }

  @Test
  void refusesCircle() {
    assertThatThrownBy(() -> load("[DEFAULT]\na = $b\nb = $a"))
        .hasMessage(
            "my.conf:2: option 'a' in [DEFAULT] refers to itself by way of [DEFAULT] b\n"
                + "my.conf:3: option 'b' in [DEFAULT] refers to itself by way of [DEFAULT] a");
  }

  @Test
  void refusesValuesThatGrowWithoutEnd() {
    StringBuilder bomb = new StringBuilder("[open:x]\nk0 = 0123456789\n");
    for (int i = 1; i <= 30; i++) {
      bomb.append("k%d = $k%d$k%d\n".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> load(bomb.toString())).hasMessageContaining("too long");
  }

  @Test
  void refusesReferencesNestedTooDeep() {
    StringBuilder chain = new StringBuilder("[open:x]\nk0 = 0\n");
    for (int i = 10_000; i > 0; i--) {
      chain.append("k%d = $k%d\n".formatted(i, i - 1));
    }
    assertThatThrownBy(() -> load(chain.toString())).hasMessageContaining("too many steps");
  }

  @Test
  void putsSecretIntoNothingButSecret() throws Exception {
    assertThat(load("[DEFAULT]\nhidden = env:PASSWORD\nurl = amqp://u:$hidden@h").get(URL))
        .isEqualTo("amqp://u:s3cret@h");
    assertThatThrownBy(() -> load("[DEFAULT]\nhidden = s3cret\na = $hidden"))
        .hasMessage(
            "my.conf:3: option 'a' in [DEFAULT] refers to the secret [DEFAULT] hidden; only another"
                + " secret may");
  }

  private static Configuration load(String text) throws ConfigurationException {
    return Configuration.parse(
        OPTIONS, Secrets.of(Map.of("PASSWORD", "s3cret")), Path.of("my.conf"), text);
  }
}
