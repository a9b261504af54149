package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader.Format;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvFileReaderTest {
  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("A=1", "1"),
        Arguments.of("export A=1", "1"),
        Arguments.of("A: 1", "1"),
        Arguments.of("A = 1 ", "1"),
        Arguments.of("A=", ""),
        Arguments.of("\uFEFFA=1", "1"),
        Arguments.of("A=1\r\nB=2\r\n", "1"),
        Arguments.of("# note\n\n  A=1", "1"),
        Arguments.of("A=1 # note", "1"),
        Arguments.of("A=1#no note", "1#no note"),
        Arguments.of("A=\"1 # no note\" # note", "1 # no note"),
        Arguments.of("A='one\ntwo'", "one\ntwo"),
        Arguments.of("A=\"one\ntwo\"", "one\ntwo"),
        Arguments.of(
            "A=\"tab\\tline\\nquote\\\"back\\\\ bell\\a\"", "tab\tline\nquote\"back\\ bell\u0007"),
        Arguments.of("A=\"\\0101\"", "A"),
        Arguments.of("A='it\\'s'", "it's"),
        Arguments.of("A='\\n'", "\\n"),
        Arguments.of("A=$SHELL_VARIABLE", "shell"),
        Arguments.of("A=\"${SHELL_VARIABLE}\"", "shell"),
        Arguments.of("A='$SHELL_VARIABLE'", "$SHELL_VARIABLE"),
        Arguments.of("A=\"\\$SHELL_VARIABLE\"", "$SHELL_VARIABLE"),
        Arguments.of("A=$$SHELL_VARIABLE", "$SHELL_VARIABLE"),
        Arguments.of("B=earlier\nA=$B", "earlier"),
        Arguments.of("SHELL_VARIABLE=file\nA=$SHELL_VARIABLE", "shell"),
        Arguments.of("A=${NONE:-default}", "default"),
        Arguments.of("A=1\nA=2", "2"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsReadAsDockerComposeReadsIt(String text, String expected) {
    assertThat(read(text, Format.DOTENV)).containsEntry("A", expected);
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aNameAloneIsInheritedOrNotSetAtAll() {
    assertThat(read("SHELL_VARIABLE\nNONE\n", Format.DOTENV))
        .containsExactly(Map.entry("SHELL_VARIABLE", "shell"));
  }

  @Test
  void everyFaultyLineIsReportedWithItsPlace() {
    read("OK=1\nA B=2\nC='x' y\n=3\nD=${\nE=\"open\nF=1\n", Format.DOTENV);

    assertThat(problems.found())
        .extracting(problem -> problem.place() + " " + problem.message())
        .containsExactly(
            "f.env:2:1 this line does not start with a variable's name",
            "f.env:3:7 text follows the closing quote of the value of C",
            "f.env:4:1 this line does not start with a variable's name",
            "f.env:5:3 the value of D: invalid interpolation format",
            "f.env:6:3 the quote that opens the value of E is not closed");
  }

  @Test
  void aNulCharacterNeverGetsIntoAVariable() {
    assertThat(read("A=\"x\\0000\"", Format.DOTENV)).isEmpty();
    assertThat(read("A=x\0", Format.RAW)).isEmpty();
    assertThat(problems.found())
        .extracting(problem -> problem.place() + " " + problem.message())
        .containsExactly(
            "f.env:1:3 the value of A holds a NUL character",
            "f.env the file holds a NUL character");
  }

  @Test
  void anUnsetVariableIsWarnedAbout() {
    assertThat(read("A=x$NONE", Format.DOTENV)).containsEntry("A", "x");
    assertThat(warnings.found())
        .extracting(Problem::message)
        .containsExactly("variable NONE in the value of A is not set and counts as empty");
  }

  @Test
  void aRawFileIsTakenLiterally() {
    assertThat(
            read(
                "# note\nA='quoted' # kept\nB=$SHELL_VARIABLE\nSHELL_VARIABLE\nNONE\nC=\n",
                Format.RAW))
        .containsExactly(
            Map.entry("A", "'quoted' # kept"),
            Map.entry("B", "$SHELL_VARIABLE"),
            Map.entry("SHELL_VARIABLE", "shell"),
            Map.entry("C", ""));
  }

  @Test
  void variablesThatDoubleThemselvesAreRefused() {
    var text = new StringBuilder("V0=xxxxxxxxxx\n");
    for (int i = 1; i < 40; i++) {
      text.append("V")
          .append(i)
          .append("=$V")
          .append(i - 1)
          .append("$V")
          .append(i - 1)
          .append('\n');
    }

    read(text.toString(), Format.DOTENV);

    assertThat(problems.found())
        .extracting(Problem::message)
        .contains(
            "the value of V17: grows to more than 1048576 characters when its variables are filled"
                + " in");
  }

  private Map<String, String> read(String text, Format format) {
    var shell = new Variables(Map.of("SHELL_VARIABLE", "shell"));
    return new EnvFileReader(shell, problems, warnings)
        .read("f.env", text.getBytes(StandardCharsets.UTF_8), format)
        .values();
  }
}
