package io.jcompose.model.export.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitQuotingTest {
  /** What means something somewhere in a unit, among letters that mean nothing. */
  private static final String LETTERS = "ab% $\"'\\;#{}[]=~*?\n\t\r\u0001\u007fé中😀%n$$%%${A}";

  private final Random random = new Random(7);

  @Test
  void anyCommandLineIsReadAsItWas() {
    for (int i = 0; i < 5_000; i++) {
      List<String> words = words();
      List<String> written = words.stream().map(UnitQuoting::argument).toList();

      String line = UnitQuoting.command(List.of("/opt/j c%/jcompose", "-x"), written);

      List<String> all = new ArrayList<>(List.of("/opt/j c%/jcompose", "-x"));
      all.addAll(words);
      assertThat(line).doesNotContain("\n");
      assertThat(UnitReader.command(line)).isEqualTo(all);
    }
  }

  @Test
  void anyValueOfAVariableIsReadAsItWas() {
    for (int i = 0; i < 5_000; i++) {
      String value = word();

      assertThat(UnitReader.words(UnitQuoting.assignment("NAME", value)))
          .containsExactly("NAME=" + value);
    }
  }

  @Test
  void anyPathThatCanBeSaidIsReadAsItWas() {
    int said = 0;
    for (int i = 0; i < 5_000; i++) {
      String path = "/" + word();

      List<String> read = UnitQuoting.mountPath(path).map(UnitReader::paths).orElse(List.of());

      if (!read.isEmpty()) {
        said++;
        assertThat(read).containsExactly(path);
      }
    }
    assertThat(said).isGreaterThan(1_000);
  }

  @Test
  void aPathWithBothKindsOfQuotesOrANewlineCannotBeSaid() {
    assertThat(UnitQuoting.mountPath("/a'\"b")).isEmpty();
    assertThat(UnitQuoting.mountPath("/a\nb")).isEmpty();
  }

  @Test
  void aSemicolonDoesNotEndTheCommand() {
    assertThat(UnitQuoting.argument(";")).isEqualTo("\";\"");
  }

  @Test
  void aDollarOfAValueIsALetterAndOneOfACommandIsDoubled() {
    assertThat(UnitQuoting.assignment("PRICE", "$5")).isEqualTo("\"PRICE=$5\"");
    assertThat(UnitQuoting.argument("$5")).isEqualTo("\"$$5\"");
  }

  @Test
  void aDescriptionStaysOnItsLine() {
    assertThat(UnitQuoting.line("50 %\nof it")).isEqualTo("50 %% of it");
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      words.add(word());
    }
    return words;
  }

  private String word() {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      word.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return word.toString();
  }
}
