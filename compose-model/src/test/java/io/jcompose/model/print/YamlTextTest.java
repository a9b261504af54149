package io.jcompose.model.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  private static final int ROUNDS = 2_000;
  private static final Place NOWHERE = Place.wholeFile("");

  /** What texts are made of: all that means something to some YAML reader. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "0",
          "9",
          " ",
          "  ",
          "\n",
          "\n\n",
          "\t",
          "\r",
          ":",
          ": ",
          " #",
          "#",
          "-",
          "- ",
          "---",
          "...",
          "?",
          ",",
          "[",
          "]",
          "{",
          "}",
          "&a",
          "*a",
          "!",
          "!!int ",
          "|",
          ">",
          "'",
          "\"",
          "%",
          "@",
          "`",
          "\\",
          "\\n",
          "~",
          "=",
          "<<",
          "null",
          "yes",
          "No",
          "true",
          "on",
          "0x1F",
          "0o17",
          "1e3",
          ".5",
          ".inf",
          "12:30",
          "2001-01-01",
          "1_000",
          "$",
          "${",
          "\u00e9",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\u0001",
          "\u007f",
          "\uD83D\uDE00",
          "/",
          "=x");

  @Test
  void mapsAndListsAreInBlocksUnlessTheyAreEmpty() {
    assertThat(
            YamlText.of(
                map(
                    "a", map("b", list(map("c", text("1"), "d", bare("1")), list(text("x")))),
                    "e", list(),
                    "f", map(),
                    "g", list(map(), list(), bare("")))))
        .isEqualTo(
            """
            a:
              b:
                - c: "1"
                  d: 1
                - - x
            e: []
            f: {}
            g:
              - {}
              - []
              - null
            """);
  }

  @Test
  void anEmptyTreeIsAMapToo() {
    assertThat(YamlText.of(map())).isEqualTo("{}\n");
  }

  @Test
  void linesAreALiteralBlock() {
    assertThat(
            YamlText.of(
                map(
                    "strip", text("a\n  b"),
                    "clip", text("a\n\nb\n"),
                    "keep", text("a\n\n"),
                    "list", list(text("a\nb"), text("\na")))))
        .isEqualTo(
            """
            strip: |-
              a
                b
            clip: |
              a

              b
            keep: |+
              a

            list:
              - |-
                a
                b
              - |-

                a
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nginx:1.25-alpine | nginx:1.25-alpine
          127.0.0.1         | 127.0.0.1
          /usr/bin          | /usr/bin
          --flag            | --flag
          a, b              | a, b
          $$HOME            | $$HOME
          ``                | ""
          yes               | "yes"
          No                | "No"
          y                 | "y"
          null              | "null"
          ~                 | "~"
          8080              | "8080"
          012               | "012"
          1_000             | "1_000"
          1.5               | "1.5"
          1e3               | "1e3"
          .inf              | ".inf"
          0b1               | "0b1"
          12:30             | "12:30"
          1:2:3             | "1:2:3"
          1000:1000         | 1000:1000
          2001-01-01        | "2001-01-01"
          a: b              | "a: b"
          a #b              | "a #b"
          a:                | "a:"
          -                 | "-"
          *a                | "*a"
          a\tb              | "a\\tb"
          """)
  void aTextIsQuotedWhereAReaderWouldTakeItForAnythingElse(String text, String expected) {
    assertThat(YamlText.of(map("k", text(text)))).isEqualTo("k: " + expected + "\n");
  }

  @ParameterizedTest
  @CsvSource({"0x1F,31", "1e3,1000", "2001-1-1,2001-01-01T00:00:00Z", "~,null", "TRUE,true"})
  void whatWasNotQuotedIsPrintedAsTheValueThatItMeans(String written, String expected) {
    assertThat(YamlText.of(map("k", bare(written)))).isEqualTo("k: " + expected + "\n");
  }

  @Test
  void aBareTextThatOtherReadersTakeForABooleanIsQuoted() {
    assertThat(YamlText.of(map("k", bare("yes")))).isEqualTo("k: \"yes\"\n");
  }

  @Test
  void keysAreQuotedLikeTexts() {
    assertThat(YamlText.of(map("1", bare("1"), "a b", bare("1"), "a\nb", bare("1"))))
        .isEqualTo("\"1\": 1\na b: 1\n\"a\\nb\": 1\n");
  }

  @Test
  void aKeyThatIsLongerThanReadersLookAheadIsRead() {
    assertReadAgain(map("a", map("k".repeat(5_000), map("b", text("c")))));
  }

  @Test
  void aLongNumberOrLongLinesAreWrittenWithoutRecursion() {
    assertReadAgain(
        map(
            "a", text("1:1".repeat(500_000)),
            "b", text("1".repeat(500_000)),
            "c", text("a\n".repeat(500_000))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTreeOfTextsIsReadAsItWasWritten(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      assertReadAgain(map("top", node(random, 3)));
    }
  }

  private static void assertReadAgain(MapNode tree) {
    String yaml = YamlText.of(tree);
    var problems = new Problems();
    List<MapNode> read =
        new YamlReader("f.yaml", problems).read(yaml.getBytes(StandardCharsets.UTF_8));

    assertThat(problems.found()).as(yaml).isEmpty();
    assertThat(read).as(yaml).hasSize(1);
    assertThat(values(read.get(0))).as(yaml).isEqualTo(values(tree));
  }

  /**
   * Returns a tree without its places: maps, lists, texts, and the values of all other types as
   * they are printed: 1e3 and 1000 are the same number.
   */
  private static Object values(Node node) {
    if (node instanceof MapNode map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.entries().forEach((key, entry) -> values.put(key, values(entry.value())));
      return values;
    }
    if (node instanceof ListNode list) {
      return list.items().stream().map(YamlTextTest::values).toList();
    }
    var scalar = (ScalarNode) node;
    PlainScalar plain = PlainScalar.of(scalar.text());
    return scalar.plain() && plain.kind() != PlainScalar.Kind.STRING
        ? List.of("not a text", plain.text())
        : scalar.text();
  }

  private static Node node(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 2 : 4);
    if (kind == 0) {
      return bare(randomText(random).strip());
    }
    if (kind == 1) {
      return text(randomText(random));
    }
    int size = random.nextInt(4);
    if (kind == 2) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        items.add(node(random, depth - 1));
      }
      return new ListNode(NOWHERE, items);
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      entries.put(randomText(random), new MapNode.Entry(NOWHERE, node(random, depth - 1)));
    }
    return new MapNode(NOWHERE, entries);
  }

  private static String randomText(Random random) {
    var text = new StringBuilder();
    int pieces = random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static MapNode map(Object... keysAndValues) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put(
          (String) keysAndValues[i], new MapNode.Entry(NOWHERE, (Node) keysAndValues[i + 1]));
    }
    return new MapNode(NOWHERE, entries);
  }

  private static ListNode list(Node... items) {
    return new ListNode(NOWHERE, List.of(items));
  }

  private static ScalarNode text(String text) {
    return new ScalarNode(NOWHERE, text, false);
  }

  private static ScalarNode bare(String text) {
    return new ScalarNode(NOWHERE, text, true);
  }
}
