package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolatorTest {
  private static final Variables VARIABLES = new Variables(Map.of("SET", "value", "EMPTY", ""));

  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "",
      textBlock =
          """
          $SET                  | value
          ${SET}                | value
          a$SET-b               | avalue-b
          $EMPTY.               | .
          ${SET:-d}             | value
          ${SET-d}              | value
          ${EMPTY:-d}           | d
          ${EMPTY-d}.           | .
          ${NONE:-d}            | d
          ${NONE-d}             | d
          ${SET:?m}             | value
          ${SET?m}              | value
          ${EMPTY?m}.           | .
          ${SET:+r}             | r
          ${SET+r}              | r
          ${EMPTY:+r}.          | .
          ${EMPTY+r}            | r
          ${NONE:+r}.           | .
          ${NONE+r}.            | .
          ${NONE:-${EMPTY:-x}}  | x
          ${NONE-a${SET}b}      | avalueb
          ${SET:+<${SET}>}      | <value>
          ${NONE:-b?c}          | b?c
          ${NONE:-a:-b}         | a:-b
          ${NONE-}.             | .
          $$SET                 | $SET
          $${SET}               | ${SET}
          $$$SET                | $value
          ${NONE:-$$x}          | $x
          5$                    | 5$
          $5                    | $5
          $}                    | $}
          $ SET                 | $ SET
          ${SET}}               | value}
          """)
  void everyFormIsFilledIn(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${EMPTY:?m}         | required variable EMPTY is missing a value: m
          ${NONE?}            | required variable NONE is missing a value
          ${NONE:?no ${SET}}  | required variable NONE is missing a value: no value
          ${}                 | invalid interpolation format '${}'
          ${ SET}             | invalid interpolation format '${ SET}'
          ${SET!}             | invalid interpolation format '${SET!}'
          ${SET:=x}           | invalid interpolation format '${SET:=x}'
          ${#SET}             | invalid interpolation format '${#SET}'
          ${SET               | invalid interpolation format '${SET'
          ${NONE:-${}}        | invalid interpolation format '${}'
          """)
  void whatCannotBeFilledInIsAProblemAtTheScalar(String text, String expected) {
    fill(text);

    assertThat(problems.found())
        .extracting(problem -> problem.place() + " " + problem.path() + " " + problem.message())
        .containsExactly("f.yaml:1:6 key " + expected);
  }

  @Test
  void anUnusedOperandIsNotLookedAt() {
    assertThat(fill("${SET:-${NONE}${}}")).isEqualTo("value");
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @Test
  void anUnsetVariableIsEmptyAndWarnedAbout() {
    assertThat(fill("a${NONE}b")).isEqualTo("ab");
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.yaml:1:6: key: variable NONE is not set and counts as empty
                hint: set it, or write a default as in '${NONE:-default}'""");
  }

  @Test
  void whatIsFilledInIsTextAndNeverNull() {
    assertThat(scalar("${EMPTY}", VARIABLES).isNull()).isFalse();
  }

  @Test
  void keysAreLeftAlone() {
    MapNode document = parse("$SET: 1");

    assertThat(interpolator(VARIABLES).interpolate(document).top().entries())
        .containsOnlyKeys("$SET");
  }

  @Test
  void textsThatGrowWithoutBoundsAreRefused() {
    var variables = new Variables(Map.of("BIG", "x".repeat(1000)));

    scalar("'" + "$BIG ".repeat(2000) + "'", variables);

    assertThat(problems.found())
        .extracting(Problem::message)
        .containsExactly("grows to more than 1048576 characters when its variables are filled in");
  }

  @Test
  void defaultsNestedWithoutBoundsAreRefused() {
    String nested =
        IntStream.range(0, 1000).mapToObj(i -> "${NONE:-").collect(Collectors.joining())
            + "}".repeat(1000);

    fill(nested);

    assertThat(problems.found())
        .extracting(Problem::message)
        .containsExactly("variables are nested more than 50 deep");
  }

  private String fill(String text) {
    return scalar("'" + text + "'", VARIABLES).text();
  }

  private ScalarNode scalar(String value, Variables variables) {
    MapNode filled = interpolator(variables).interpolate(parse("key: " + value)).top();
    return (ScalarNode) filled.get("key").orElseThrow();
  }

  private Interpolator interpolator(Variables variables) {
    return new Interpolator(variables, problems, warnings);
  }

  private MapNode parse(String text) {
    List<MapNode> documents =
        new YamlReader("f.yaml", problems).read(text.getBytes(StandardCharsets.UTF_8));
    return documents.get(0);
  }
}
