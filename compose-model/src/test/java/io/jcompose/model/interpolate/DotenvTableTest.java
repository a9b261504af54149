package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The grammar of {@code .env} and {@code env_file}, a fact a row; each row was tried with docker
 * compose. {@link Table} explains the signs.
 */
class DotenvTableTest {
  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name and value                        | A=1                       | A=1
          blanks around the sign                | A = 1␣                    | A=1
          a colon in place of the sign          | A: 1                      | A=1
          a colon without a blank               | A:1                       | A=1
          the first sign of the two counts      | A=x:y=z                   | A=x:y=z
          nothing is empty                      | A=                        | A=∅
          a blank line, and one that is indented | ⏎ ␉⏎  A=1                | A=1
          comment lines                         | # x⏎  # A=2⏎A=1           | A=1
          export                                | export A=1                | A=1
          export and a tab                      | export␉A=1                | A=1
          a name that starts with export        | exportA=1                 | exportA=1
          a variable called export              | export=1                  | export=1
          the later of two lines                | A=1⏎A=2                   | A=2
          a byte order mark                     | ⟦A=1                      | A=1
          lines of CR-LF                        | A=1␍⏎B="2"␍⏎              | A=1,B=2
          nothing, and CR-LF                    | A=␍⏎B=2                   | A=∅,B=2
          a CR alone ends no line               | A=1␍B=2                   | A=1␍B=2
          signs in a name                       | A.B-C[0]=1                | A.B-C[0]=1
          letters of any language in a name     | Ü=1                       | Ü=1
          a digit first in a name               | 1A=1                      | 1A=1
          a sign in the value                   | A=a=b                     | A=a=b
          a value with a semicolon              | A=1;B=2                   | A=1;B=2
          a value of JSON                       | A={"a":[1, 2]}            | A={"a":[1, 2]}
          a value in another alphabet           | A=größer                  | A=größer
          """)
  void whatALineIs(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).isEqualTo(variables(expected));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a comment needs a blank before it     | A=1 # x                   | 1
          without one it is the value           | A=1# x                    | 1# x
          a tab is not that blank               | A=1␉# x                   | 1␉# x
          at the start of the value neither     | A= # x                    | # x
          blanks at the end are not the value   | A=1␣␉␣                    | 1
          nor are blanks that do not break      | A=⍽1⍽                     | 1
          blanks in the middle are              | A=1  2                    | 1  2
          quotes in the middle are              | A=a"b"'c                  | a"b"'c
          a backslash is itself                 | A=a\\nb\\                 | a\\nb\\
          and does not keep a variable out      | A=\\$SHELL                | \\shell
          """)
  void aBareValue(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).containsEntry("A", Table.text(expected));
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          double quotes                         | A="1"                     | 1
          nothing in them                       | A=""                      | ∅
          blanks around them                    | A=  " 1 " ␣               | ␣1␣
          a comment after them                  | A="1 # 2"# x              | 1 # 2
          several lines                         | A="1⏎# 2⏎3"               | 1⏎# 2⏎3
          several lines of CR-LF                | A="1␍⏎2"                  | 1␍⏎2
          single quotes inside                  | A="it's"                  | it's
          escapes                               | A="\\a\\b\\f\\n\\r\\t\\v" | ␇␈␌⏎␍␉␋
          escaped signs                         | A="\\"\\\\"               | "\\
          a backslash before a letter           | A="\\\\n"                 | \\n
          an unknown escape                     | A="\\z\\c\\x41\\u0041"    | \\z\\c\\x41\\u0041
          a byte in octal                       | A="\\0101\\0377"          | Aÿ
          more than three digits                | A="\\01234"               | S4
          what is no byte loses its zero        | A="\\0\\012\\0777\\08"    | \\\\12\\777\\8
          a backslash at the end of a line      | A="a\\⏎b"                 | a\\⏎b
          single quotes                         | A='1'                     | 1
          several lines in them                 | A='1⏎2'                   | 1⏎2
          no escapes but that of the quote      | A='it\\'s\\n'             | it's\\n
          a backslash that is escaped stays two | A='a\\\\'                 | a\\\\
          double quotes inside                  | A='a"b"'                  | a"b"
          """)
  void aQuotedValue(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).containsEntry("A", Table.text(expected));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a variable of the surroundings        | A=$SHELL                  | shell
          in double quotes                      | A="${SHELL}"              | shell
          not in single quotes                  | A='$SHELL'                | $SHELL
          not after a backslash in quotes       | A="\\$SHELL"              | $SHELL
          not after another dollar sign         | A=$$SHELL                 | $SHELL
          escapes come first, then variables    | A="\\\\$SHELL"            | \\shell
          an earlier variable of the file       | B=1⏎A=${B}2               | 12
          itself, as it was                     | A=1⏎A=${A}2               | 12
          the surroundings before the file      | SHELL=file⏎A=$SHELL       | shell
          a default                             | A=${NONE:-d}              | d
          a default with blanks and a number sign | A=${NONE:-a#b}          | a#b
          a dollar sign that starts nothing     | A=$(x) $5 $               | $(x) $5 $
          """)
  void variablesInAValue(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).containsEntry("A", Table.text(expected));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          set in the surroundings               | SHELL⏎                    | SHELL=shell
          at the end of the file                | SHELL                     | SHELL=shell
          blanks after it                       | SHELL ␍⏎                  | SHELL=shell
          export before it                      | export SHELL⏎             | SHELL=shell
          export alone                          | export ␍⏎A=1              | A=1
          not set in the surroundings           | NONE⏎A=1                  | A=1
          set earlier in the file               | A=1⏎A⏎                    | A=1
          """)
  void aNameWithoutAValueIsInherited(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).isEqualTo(variables(expected));
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A B=1           | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          ⏎⏎A B⏎          | f.env:3:1: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          export =1       | f.env:1:8: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          =1              | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          "A"=1           | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          A/B=1           | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, the name without spaces and quotes
          A="1"⏎B='2⏎3⏎   | f.env:2:3: the quote that opens the value of B is not closed⏎    hint: close it
          A="a\\"         | f.env:1:3: the quote that opens the value of A is not closed⏎    hint: close it
          A="a""b"        | f.env:1:6: text follows the closing quote of the value of A⏎    hint: put all of the value into quotes, and '\\' before a quote inside it
          B=1⏎A=${        | f.env:2:3: the value of A: invalid interpolation format⏎    hint: close the brace on the same line, or write '$$' for a '$'
          A=x${NONE:?gone} | f.env:1:3: the value of A: required variable NONE is missing a value: gone⏎    hint: set NONE in the environment or in '.env'
          A="x\\0000"     | f.env:1:3: the value of A holds a NUL character⏎    hint: remove the escape
          A=␀             | f.env: the file holds a NUL character⏎    hint: check that this is the file you meant
          """)
  void whatIsRefused(String file, String expected) {
    read(Table.text(file));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(expected.replace('⏎', '\n'));
  }

  @Test
  void everyFaultyLineIsReportedAndTheOthersCount() {
    assertThat(read("A=1\nB C=2\n=3\nD=${\nE=5\nF=\"open\nG=1\n"))
        .isEqualTo(Map.of("A", "1", "E", "5"));
    assertThat(problems.found())
        .extracting(problem -> problem.place().line())
        .containsExactly(2, 3, 4, 6);
  }

  @Test
  void textThatFollowsAClosingQuoteIsAnotherVariableWithAWarning() {
    assertThat(read("A=\"1\" B=2\nC='3'SHELL"))
        .isEqualTo(Map.of("A", "1", "B", "2", "C", "3", "SHELL", "shell"));
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.env:1:7: text follows the closing quote of the value of A and is read as another variable
                hint: put it on a line of its own, or all of the value into quotes""",
            """
            f.env:2:6: text follows the closing quote of the value of C and is read as another variable
                hint: put it on a line of its own, or all of the value into quotes""");
  }

  @Test
  void anUnsetVariableCountsAsEmptyWithAWarning() {
    assertThat(read("\nA=x$NONE$NONE")).isEqualTo(Map.of("A", "x"));
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.env:2:3: variable NONE in the value of A is not set and counts as empty
                hint: set it, or put the value into single quotes""");
  }

  @Test
  void onlyWhatGetsIntoAVariableMustBeUtf8() {
    byte[] file = "# Größe\nA=1\nB=Größe\nC=\"é\"\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read(file)).isEqualTo(Map.of("A", "1"));
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.env:3:3: the value of B is not valid UTF-8
                hint: save the file in UTF-8""",
            """
            f.env:4:3: the value of C is not valid UTF-8
                hint: save the file in UTF-8""");
  }

  @Test
  void aColumnCountsCharactersAndNotHalvesOfThem() {
    read("A=\"🙂\"\"x\"");

    assertThat(problems.found())
        .extracting(problem -> problem.place().toString())
        .containsExactly("f.env:1:6");
  }

  @Test
  void variablesThatDoubleThemselvesAreRefused() {
    String doubling =
        IntStream.range(1, 40)
            .mapToObj(i -> "V" + i + "=${V" + (i - 1) + "}${V" + (i - 1) + "}\n")
            .collect(Collectors.joining("", "V0=xxxxxxxxxx\n", ""));

    read(doubling);

    assertThat(problems.found())
        .extracting(Problem::toString)
        .contains(
            """
            f.env:18:5: the value of V17: grows to more than 1048576 characters when its variables are filled in
                hint: shorten the variables that it is made of""");
  }

  @Test
  void aFileThatGrowsWithoutBoundsIsRefused() {
    read("V=" + "x".repeat(1 << 20) + "\n" + "A=$V\n".repeat(5));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .contains(
            """
            f.env:5:3: the value of A: the file grows to more than 4194304 characters
                hint: shorten the variables that it is made of""");
  }

  /** Looking for the end of the line from each of its statements would take hours. */
  @Test
  void veryManyVariablesOnOneLineCostNoTime() {
    assertThat(read("A=\"$N\"".repeat(500_000))).isEqualTo(Map.of("A", ""));
    assertThat(warnings.found()).hasSize(1000);
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThat(read(new byte[EnvFileReader.MAX_BYTES + 1])).isEmpty();
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.env: the file is larger than 4 MiB
                hint: check that this is the file you meant""");
  }

  private Map<String, String> read(String file) {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> read(byte[] file) {
    var surroundings = new Variables(Map.of("SHELL", "shell"));
    return new EnvFileReader(surroundings, problems, warnings)
        .read("f.env", file, Format.DOTENV)
        .values();
  }

  private static Map<String, String> variables(String cell) {
    return Arrays.stream(cell.split(",(?=[A-Z]+=)"))
        .collect(
            Collectors.toMap(
                each -> each.substring(0, each.indexOf('=')),
                each -> Table.text(each.substring(each.indexOf('=') + 1))));
  }
}
