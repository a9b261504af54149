package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
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

/**
 * Variables in values, a fact a row; each row was tried with docker compose. {@code SET} is {@code
 * value}, {@code EMPTY} is empty, {@code NONE} is not set. {@link Table} explains the signs.
 */
class InterpolationTableTest {
  private static final Variables VARIABLES =
      new Variables(Map.of("SET", "value", "EMPTY", "", "DOLLAR", "$SET", "_u9", "low"));

  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          form       | SET   | EMPTY | NONE
          ${?:-d}    | value | d     | d
          ${?-d}     | value | ∅     | d
          ${?:+r}    | r     | ∅     | ∅
          ${?+r}     | r     | r     | ∅
          ${?:-}     | value | ∅     | ∅
          ${?-}      | value | ∅     | ∅
          ${?:+}     | ∅     | ∅     | ∅
          """,
      useHeadersInDisplayName = true)
  void theOperators(String form, String set, String empty, String none) {
    assertThat(fill(form.replace("?", "SET"))).isEqualTo(Table.text(set));
    assertThat(fill(form.replace("?", "EMPTY"))).isEqualTo(Table.text(empty));
    assertThat(fill(form.replace("?", "NONE"))).isEqualTo(Table.text(none));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a name                              | $SET                    | value
          a name in braces                    | ${SET}                  | value
          an empty value                      | [$EMPTY][${EMPTY}]      | [][]
          a name ends where it must           | $SET-b.$SET:x           | value-b.value:x
          lower case, digits, underscores     | $_u9                    | low
          a letter beyond ASCII ends a name   | $SETÜ                   | valueÜ
          and does not start one              | $Ü                      | $Ü
          one after another                   | $SET$SET${SET}${SET}    | valuevaluevaluevalue
          a required one that is set          | ${SET:?m}${SET?m}       | valuevalue
          a required one that may be empty    | [${EMPTY?m}]            | []
          a value is not filled in again      | $DOLLAR ${NONE:-$DOLLAR} | $SET $SET
          two dollar signs                    | $$SET $${SET} $$        | $SET ${SET} $
          three and four                      | $$$SET $$$$             | $value $$
          two in a default                    | ${NONE:-$$} ${NONE:-$$x} | $ $x
          a dollar sign alone                 | $ 5$ $5 $} $- $. $(x)   | $ 5$ $5 $} $- $. $(x)
          in a default                        | ${NONE:-$} ${NONE:-$5}  | $ $5
          a backslash                         | \\$SET                  | \\value
          quotes                              | "${SET}" ${NONE:-"a"}   | "value" "a"
          a default with blanks               | [${NONE:- a }]          | [ a ]
          several lines of text               | a⏎${SET}⏎${NONE:-b}     | a⏎value⏎b
          a tab or a CR in a default          | ${NONE:-␉␍}             | ␉␍
          """)
  void whatAValueMayHold(String fact, String text, String expected) {
    assertThat(fill(Table.text(text))).isEqualTo(Table.text(expected));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${NONE:-b?c}       | b?c
          ${NONE:-b:?c}      | b:?c
          ${NONE:-a:-b}      | a:-b
          ${NONE-a:-b}       | a:-b
          ${NONE:-a:+b}      | a:+b
          ${SET+a-b}         | a-b
          ${SET:+a:-b}       | a:-b
          ${NONE--}          | -
          ${NONE:--}         | -
          ${NONE-:?}         | :?
          ${NONE:-?}         | ?
          ${SET:-a}?-        | value?-
          ?-${NONE:-x}       | ?-x
          """)
  void theFirstOperatorOfTheTextCounts(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${NONE:-${EMPTY:-c}}              | c
          ${NONE:-${NONE:-${NONE-d}}}       | d
          ${NONE-a${SET}b}                  | avalueb
          ${SET:+<${SET}>}                  | <value>
          ${SET:-a}${NONE:-b}               | valueb
          ${NONE:-a}:${NONE:-b}-${SET}      | a:b-value
          ${SET}}                           | value}
          ${NONE:-}}                        | }
          ${NONE:-a}b}                      | ab}
          ${NONE:-a} } ${SET}               | a } value
          {${NONE:-a}}                      | {a}
          {"k":{"l":"${NONE:-v}","m":1}}    | {"k":{"l":"v","m":1}}
          {{ .X }} ${SET}                   | {{ .X }} value
          """)
  void bracesNest(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${NONE:-{"a":1}}          | {"a":1}
          ${SET:-{"a":1}}           | value
          ${NONE:-{"a":{"b":1}}}    | {"a":{"b":1}}
          ${SET:-{"a":{"b":1}}} x   | value x
          ${NONE:-{}}               | {}
          ${SET:-{{ .X }}}          | value
          ${NONE:-{{ .X }}}         | {{ .X }}
          x ${NONE:-{a} ${SET}} y   | x {a} value y
          ${NONE:-$${x}}            | ${x}
          ${NONE:-a{b}              | a{b
          ${NONE:-a{b} $SET         | a{b value
          ${NONE:-$${x}             | ${x
          ${NONE:-{a}⏎}             | {a⏎}
          """)
  void plainBracesInAnOperandPairUp(String text, String expected) {
    assertThat(fill(Table.text(text))).isEqualTo(Table.text(expected));
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${EMPTY:?m}         | required variable EMPTY is missing a value: m⏎    hint: set EMPTY in the environment or in '.env'
          ${NONE?}            | required variable NONE is missing a value⏎    hint: set NONE in the environment or in '.env'
          ${NONE:?no ${SET}}  | required variable NONE is missing a value: no value⏎    hint: set NONE in the environment or in '.env'
          ${NONE?a:-b}        | required variable NONE is missing a value: a:-b⏎    hint: set NONE in the environment or in '.env'
          ${NONE:-${NONE?m}}  | required variable NONE is missing a value: m⏎    hint: set NONE in the environment or in '.env'
          ${}                 | invalid interpolation format '${}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${ SET}             | invalid interpolation format '${ SET}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${1}                | invalid interpolation format '${1}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${Ü}                | invalid interpolation format '${Ü}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${${SET}}           | invalid interpolation format '${${SET}}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${#SET}             | invalid interpolation format '${#SET}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          ${SET }             | invalid interpolation format '${SET }'⏎    hint: use one of the operators ':-', '-', ':?', '?', ':+', '+', or write '$$' for a '$'
          ${SET!}             | invalid interpolation format '${SET!}'⏎    hint: use one of the operators ':-', '-', ':?', '?', ':+', '+', or write '$$' for a '$'
          ${SET:=x}           | invalid interpolation format '${SET:=x}'⏎    hint: use one of the operators ':-', '-', ':?', '?', ':+', '+', or write '$$' for a '$'
          ${SET:}             | invalid interpolation format '${SET:}'⏎    hint: use one of the operators ':-', '-', ':?', '?', ':+', '+', or write '$$' for a '$'
          ${SET/a/b}          | invalid interpolation format '${SET/a/b}'⏎    hint: use one of the operators ':-', '-', ':?', '?', ':+', '+', or write '$$' for a '$'
          a ${                | invalid interpolation format '${'⏎    hint: close the brace on the same line, or write '$$' for a '$'
          ${SET               | invalid interpolation format '${SET'⏎    hint: close the brace on the same line, or write '$$' for a '$'
          ${SET:-a⏎b}         | invalid interpolation format '${SET:-a'⏎    hint: close the brace on the same line, or write '$$' for a '$'
          ${NONE:-${SET}      | invalid interpolation format '${NONE:-${SET}'⏎    hint: close the brace on the same line, or write '$$' for a '$'
          ${NONE:-${}}        | invalid interpolation format '${}'⏎    hint: name a variable inside the braces, or write '$$' for a '$'
          """)
  void whatIsRefused(String text, String expected) {
    fill(Table.text(text));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly("f.yaml:2:7: top.key: " + expected.replace('⏎', '\n'));
  }

  @Test
  void anUnusedOperandIsNotLookedAt() {
    assertThat(fill("${SET:-${NONE}${}${NONE:?m}}${EMPTY:+${NONE}}${SET:?${NONE}}"))
        .isEqualTo("valuevalue");
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @Test
  void anUnsetVariableIsEmptyWithAWarningWhereItIsFirstUsed() {
    MapNode filled = fill(parse("a: $NONE${NONE}$OTHER\nb: $NONE"));

    assertThat(filled.get("a")).map(Node::description).contains("''");
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.yaml:1:4: a: variable NONE is not set and counts as empty
                hint: set it, or write a default as in '${NONE:-default}'""",
            """
            f.yaml:1:4: a: variable OTHER is not set and counts as empty
                hint: set it, or write a default as in '${OTHER:-default}'""");
  }

  @Test
  void everyValueIsFilledInAndNoKey() {
    MapNode filled = fill(parse("$SET: [$SET, {'${SET}': $SET}]"));

    assertThat(filled.entries()).containsOnlyKeys("$SET");
    List<Node> items = ((ListNode) filled.get("$SET").orElseThrow()).items();
    assertThat(items.get(0).description()).isEqualTo("'value'");
    assertThat(((MapNode) items.get(1)).get("${SET}")).map(Node::description).contains("'value'");
  }

  @Test
  void whatIsFilledInIsTextAndNeverNull() {
    assertThat(fill(parse("a: ${EMPTY}")).get("a")).map(Node::isNull).contains(false);
  }

  @Test
  void aTextThatGrowsWithoutBoundsIsRefused() {
    var variables = new Variables(Map.of("BIG", "x".repeat(1000)));
    MapNode document =
        parse("a: '" + "$BIG ".repeat(2000) + "'\nb: '" + "$$".repeat(600_000) + "'");

    new Interpolator(variables, problems, warnings).interpolate(document);

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.yaml:1:4: a: grows to more than 1048576 characters when its variables are filled in
                hint: shorten the variables that it is made of""",
            """
            f.yaml:2:4: b: is longer than 1048576 characters, too long to look for variables in it
                hint: shorten it""");
  }

  @Test
  void aDocumentThatGrowsWithoutBoundsIsRefused() {
    var variables = new Variables(Map.of("BIG", "x".repeat(1 << 20)));
    MapNode document = parse("a: [" + "$BIG,".repeat(17) + "]");

    new Interpolator(variables, problems, warnings).interpolate(document);

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.yaml:1:85: a[16]: the file grows to more than 16777216 characters when its variables are filled in
                hint: shorten the variables that it is made of""");
  }

  @Test
  void defaultsNestedWithoutBoundsAreRefused() {
    fill("${NONE:-".repeat(1000) + "}".repeat(1000));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.yaml:2:7: top.key: variables are nested more than 50 deep
                hint: use fewer defaults""");
  }

  /** Looking for the closing brace from each opening one would take hours. */
  @Test
  void bracesThatAreNeverClosedCostNoTime() {
    String text =
        IntStream.range(0, 100_000).mapToObj(i -> "${SET:-{}").collect(Collectors.joining());

    assertThat(fill(text)).hasSize(500_000);
  }

  private String fill(String text) {
    String escaped =
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    MapNode top = (MapNode) fill(parse("top:\n key: \"" + escaped + "\"")).get("top").orElseThrow();
    return ((ScalarNode) top.get("key").orElseThrow()).text();
  }

  private MapNode fill(MapNode document) {
    return new Interpolator(VARIABLES, problems, warnings).interpolate(document).top();
  }

  private MapNode parse(String text) {
    List<MapNode> documents =
        new YamlReader("f.yaml", problems).read(text.getBytes(StandardCharsets.UTF_8));
    return documents.get(0);
  }
}
