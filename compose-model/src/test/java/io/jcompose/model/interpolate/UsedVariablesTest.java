package io.jcompose.model.interpolate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code config --variables} lists: name, required, default, alternate; {@code -} is none. */
class UsedVariablesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $A                    | A no - -
          ${A}                  | A no - -
          ${A:-d}               | A no d -
          ${A-d}                | A no d -
          ${A:?m}               | A yes - -
          ${A?m}                | A yes - -
          ${A:+r}               | A no - r
          ${A+r}                | A no - r
          ${A:-}                | A no - -
          ${B:-b}${A:-a}        | A no a -, B no b -
          ${A:-${B:-d}}         | A no ${B:-d} -, B no d -
          ${A:+$B}              | A no - $B, B no - -
          ${A?${B?m}}           | A yes - -, B yes - -
          ${A:-{"a":1}}         | A no {"a":1} -
          ${A}${A:-d}${A:-e}    | A no d -
          ${A:-d}${A?m}${A:+r}  | A yes d r
          $$A                   | ∅
          $5                    | ∅
          ${A!}                 | ∅
          ${A:-${}}             | A no ${} -
          """)
  void aMention(String text, String expected) {
    assertThat(String.join(", ", list("key: '" + text + "'"))).isEqualTo(Table.text(expected));
  }

  @Test
  void allValuesOfAllDocumentsAreSearchedAndNoKeys() {
    assertThat(list("a: [{'$KEY': $Z}]\nb: $M", "a: {b: {c: '${A:-1} $M'}}"))
        .containsExactly("A no 1 -", "M no - -", "Z no - -");
  }

  @Test
  void operandsNestedWithoutBoundsAreCutOff() {
    assertThat(list("a: '" + "${A:-".repeat(1000) + "}".repeat(1000) + "'")).hasSize(1);
  }

  private static List<String> list(String... texts) {
    return UsedVariables.in(
            Arrays.stream(texts)
                .flatMap(
                    text ->
                        new YamlReader("f.yaml", new Problems())
                            .read(text.getBytes(StandardCharsets.UTF_8)).stream())
                .toList())
        .stream()
        .map(
            used ->
                used.name()
                    + (used.required() ? " yes " : " no ")
                    + orDash(used.defaultValue())
                    + " "
                    + orDash(used.alternateValue()))
        .toList();
  }

  private static String orDash(String value) {
    return value.isEmpty() ? "-" : value;
  }
}
