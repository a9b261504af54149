package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader.Format;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code format: raw} of an {@code env_file}, a fact a row. {@link Table} explains the signs. */
class RawEnvFileTableTest {
  private final Problems problems = new Problems();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name and value                 | A=1              | 1
          blanks before the name         | ␣␉A=1            | 1
          blanks are part of the value   | A= 1␣            | ␣1␣
          so are quotes                  | A='1'            | '1'
          so is what looks like a comment | A=1 # x         | 1 # x
          no variable is filled in       | A=$SHELL${       | $SHELL${
          no escape is undone            | A="a\\n"         | "a\\n"
          nothing is empty               | A=               | ∅
          the first sign counts          | A=b=c            | b=c
          a comment line                 | ␣# B⏎A=1         | 1
          a blank line                   | ⏎ ⏎A=1           | 1
          a byte order mark              | ⟦A=1             | 1
          lines of CR-LF                 | A=1␍⏎B=2␍⏎       | 1
          a CR alone is part of the value | A=1␍2           | 1␍2
          the later of two lines         | A=1⏎A=2          | 2
          """)
  void aValueIsTakenAsItStands(String fact, String file, String expected) {
    assertThat(read(Table.text(file))).containsEntry("A", Table.text(expected));
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aNameMayBeAnythingWithoutBlanks() {
    assertThat(read("a/b:\"c\"=1")).isEqualTo(Map.of("a/b:\"c\"", "1"));
  }

  @Test
  void aNameWithoutAValueIsInheritedOrNotSetAtAll() {
    assertThat(read("SHELL\nNONE\n")).isEqualTo(Map.of("SHELL", "shell"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          =1         | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, without space before '='
          ⏎␣A =1     | f.env:2:2: this line does not start with a variable's name⏎    hint: write NAME=value, without space before '='
          A␣⏎        | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, without space before '='
          export A=1 | f.env:1:1: this line does not start with a variable's name⏎    hint: write NAME=value, without space before '='
          A=x␀       | f.env: the file holds a NUL character⏎    hint: check that this is the file you meant
          """)
  void whatIsRefused(String file, String expected) {
    read(Table.text(file));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(expected.replace('⏎', '\n'));
  }

  @Test
  void onlyWhatGetsIntoAVariableMustBeUtf8() {
    assertThat(read("# é\nA=1\nB=é\n".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Map.of("A", "1"));
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            f.env:3:3: this line is not valid UTF-8
                hint: save the file in UTF-8""");
  }

  private Map<String, String> read(String file) {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> read(byte[] file) {
    return new EnvFileReader(new Variables(Map.of("SHELL", "shell")), problems, new Problems())
        .read("f.env", file, Format.RAW)
        .values();
  }
}
