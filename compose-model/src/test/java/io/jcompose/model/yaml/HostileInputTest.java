package io.jcompose.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to hurt. The timeout is a guard: each of them takes less than a second or so. */
@Timeout(60)
class HostileInputTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Problems problems = new Problems();

  static List<Named<String>> longTokens() {
    String eight = "x".repeat(8 * MEBIBYTE - 100);
    return List.of(
        Named.of("a plain scalar", "a: " + eight),
        Named.of("a quoted scalar", "a: '" + eight + "'"),
        Named.of("escapes", "a: \"" + "\\n".repeat(4 * MEBIBYTE - 100) + "\""),
        Named.of("a block of short lines", "a: |\n" + " x\n".repeat(2 * MEBIBYTE)),
        Named.of("a plain scalar of short lines", "a:\n" + " x\n".repeat(2 * MEBIBYTE)),
        Named.of("line breaks in quotes", "a: \"" + "\n".repeat(8 * MEBIBYTE - 100) + "\""),
        Named.of("empty lines", "a: 1\n" + "\n".repeat(8 * MEBIBYTE - 100)),
        Named.of("a comment", "#" + eight + "\na: 1"),
        Named.of("spaces", "a:" + " ".repeat(8 * MEBIBYTE - 100) + "1"),
        Named.of("an anchor", "a: &" + eight + " 1"),
        Named.of("a key", "? " + eight + "\n: 1"));
  }

  @ParameterizedTest
  @MethodSource("longTokens")
  void eightMegabytesInOneTokenAreRead(String text) {
    assertThat(read(text)).singleElement().satisfies(top -> assertThat(top.entries()).hasSize(1));
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aFileOfMoreThanEightMebibytesIsNotReadAtAll() {
    assertThat(read("a: " + "x".repeat(10 * MEBIBYTE))).isEmpty();
    assertThat(messages()).isEqualTo("f.yaml: the file is larger than 8 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "- ", "? ", "[[{a: ", "{? "})
  void nestingIsBoundedInEveryStyle(String opening) {
    assertThat(read(opening.repeat(10_000))).isEmpty();
    assertThat(messages()).endsWith(": is nested more than 200 levels deep");
  }

  @Test
  void nestingByIndentationIsBounded() {
    String text =
        IntStream.range(0, 2_000)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining());

    assertThat(read(text)).isEmpty();
    assertThat(messages()).isEqualTo("f.yaml:201:201: is nested more than 200 levels deep");
  }

  @Test
  void aMillionKeysAreTooManyAndAliasesAreNotBlamed() {
    String text =
        IntStream.range(0, 900_000)
            .mapToObj(i -> "k" + Integer.toString(i, 36) + ":\n")
            .collect(Collectors.joining());

    assertThat(read(text)).isEmpty();
    assertThat(problems.found())
        .singleElement()
        .hasToString("f.yaml:250000:7: has more than 500000 values\n    hint: split the file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [        | ]
          {<<: [   | ]}
          """)
  void aliasesOfAliasesAreCountedAsIfWrittenOut(String before, String after) {
    String bomb =
        IntStream.range(1, 40)
            .mapToObj(
                i ->
                    "x-"
                        + i
                        + ": &a"
                        + i
                        + " "
                        + before
                        + String.join(", ", Collections.nCopies(9, "*a" + (i - 1)))
                        + after
                        + "\n")
            .collect(Collectors.joining("", "x-0: &a0 {x: y}\n", ""));

    assertThat(read(bomb)).isEmpty();
    assertThat(problems.found())
        .singleElement()
        .asString()
        .contains("has more than 500000 values once its aliases are written out")
        .endsWith("hint: use fewer aliases of aliases");
  }

  @Test
  void aWideMapMergedManyTimesIsCountedEachTime() {
    String wide =
        IntStream.range(0, 1_000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
    String users =
        IntStream.range(0, 600)
            .mapToObj(i -> "y" + i + ": {<<: *x}\n")
            .collect(Collectors.joining());

    assertThat(read("x: &x {" + wide + "}\n" + users)).isEmpty();
    assertThat(messages()).contains("once its aliases are written out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: &a [*a]            | f.yaml:1:8: a[0]: alias '*a' stands for nothing: no anchor '&a' ends before it
          a: &a {b: *a}         | f.yaml:1:11: a.b: alias '*a' stands for nothing: no anchor '&a' ends before it
          a: &a {b: {<<: *a}}   | f.yaml:1:16: a.b: alias '*a' stands for nothing: no anchor '&a' ends before it
          a: *b                 | f.yaml:1:4: a: alias '*b' stands for nothing: no anchor '&b' ends before it
          """)
  void nothingCanHoldItself(String text, String expected) {
    read(text);

    assertThat(messages()).startsWith(expected);
  }

  @Test
  void manyAnchorsAndManyDocumentsAreRead() {
    String anchors =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "k" + i + ": &a" + i + " 1\n")
            .collect(Collectors.joining());

    assertThat(read(anchors))
        .singleElement()
        .extracting(top -> top.entries().size())
        .isEqualTo(100_000);
    assertThat(read("--- {a: &a 1}\n".repeat(100_000))).hasSize(100_000);
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aThousandProblemsAreEnough() {
    read("a:\n".repeat(200_000));

    assertThat(problems.found()).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTF-8    | \uFEFFa: é  | 1
          UTF-16LE | \uFEFFa: é  | 1
          UTF-16BE | \uFEFFa: é  | 1
          UTF-8    | a: é\\r\\nb: 1\\rc: 2\\n | 3
          """)
  void encodingsAndLineEndsDoNotMatter(String charset, String text, int keys) {
    List<MapNode> read = read(text.translateEscapes(), charset);

    assertThat(problems.found()).isEmpty();
    assertThat(read).singleElement().satisfies(top -> assertThat(top.entries()).hasSize(keys));
    assertThat(read.get(0).get("a").orElseThrow().description()).isEqualTo("'é'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a:\\n\\tb: 1      | 2:1: is not valid YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)     | indent with spaces, not with tabs
          a: "b\\nc: d\\n   | 1:4: is not valid YAML: while scanning a quoted scalar, found unexpected end of stream   | close the quote
          a: 'b\\nc: d\\n   | 1:4: is not valid YAML: while scanning a quoted scalar, found unexpected end of stream   | close the quote
          a: [b\\nc: d\\n   | 2:2: is not valid YAML: while parsing a flow sequence, expected ',' or ']', but got :    | close the list with ']'
          a: {b: 1\\nc: d\\n| 2:2: is not valid YAML: while parsing a flow mapping, expected ',' or '}', but got :     | close the map with '}'
          a: b: c         | 1:5: is not valid YAML: mapping values are not allowed here                              | check the indentation, and put text with ': ' into quotes
          a: *.log        | 1:5: is not valid YAML: while scanning an alias, unexpected character found .(46)        | put the text into quotes
          a: "C:\\\\path"   | 1:8: is not valid YAML: while scanning a double-quoted scalar, found unknown escape character p(112) | write '\\\\\\\\' for a backslash, or use single quotes
          %YAML 2.0\\n---\\na: 1 | 1:1: is written in YAML 2.0                                                       | remove the '%YAML' directive
          a: "\\\\UFFFFFFFF" | 1:2: is not valid YAML: an escape further on stands for no character                  | write '\\\\U' with the eight digits of a code point up to 0010FFFF
          a: "\\\\ud83d"     | 1:4: a: holds half a character: a surrogate without its other half                    | write the character itself, or its code point as '\\\\U' and eight digits
          a: "\\\\0"         | 1:4: a: holds a NUL character                                                         | remove the escape '\\\\0'
          a: b\\0          | 1:5: character U+0000 is not allowed in YAML                                          | remove it, or write it as an escape inside double quotes
          a: b\\nc: \\33[m   | 2:4: character U+001B is not allowed in YAML                                          | remove it, or write it as an escape inside double quotes
          """)
  void whatIsNoYamlIsRefusedWithPlaceAndHint(String text, String message, String hint) {
    read(text.translateEscapes());

    assertThat(problems.found())
        .singleElement()
        .hasToString(
            "f.yaml:"
                + message.replace("\\\\", "\\")
                + "\n    hint: "
                + hint.replace("\\\\", "\\"));
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheirPlace() {
    new YamlReader("f.yaml", problems).read(new byte[] {'a', ':', '\n', (byte) 0xFF});
    new YamlReader("g.yaml", problems).read(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'});

    assertThat(messages())
        .isEqualTo(
            """
            f.yaml:2:1: byte 0xFF is not valid UTF-8
            g.yaml:1:2: byte 0x62 is not valid UTF-16LE""");
  }

  @Test
  void aLongTextIsShownInPartAndOnOneLine() {
    assertThat(read("- " + "x".repeat(1_000))).isEmpty();
    assertThat(read("\"a\\n\\e[31m" + "x".repeat(1_000) + "\"")).isEmpty();

    assertThat(messages())
        .isEqualTo(
            "f.yaml:1:1: a Compose file is a map at the top, not a list\n"
                + "f.yaml:1:1: a Compose file is a map at the top, not 'a [31m"
                + "x".repeat(73)
                + "…'");
  }

  private String messages() {
    return problems.found().stream()
        .map(Problem::toString)
        .map(text -> text.substring(0, text.indexOf("\n")))
        .collect(Collectors.joining("\n"));
  }

  private List<MapNode> read(String text) {
    return read(text, StandardCharsets.UTF_8.name());
  }

  private List<MapNode> read(String text, String charset) {
    return new YamlReader("f.yaml", problems).read(text.getBytes(Charset.forName(charset)));
  }
}
