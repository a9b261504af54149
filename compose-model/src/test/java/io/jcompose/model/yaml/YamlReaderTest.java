package io.jcompose.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private final Problems problems = new Problems();

  @Test
  void everyNodeKnowsItsPlace() {
    MapNode top = read("a:\n  - b: 'c'\n").get(0);

    ListNode list = (ListNode) top.get("a").orElseThrow();
    MapNode item = (MapNode) list.items().get(0);
    assertThat(top.place()).hasToString("f.yaml:1:1");
    assertThat(list.place()).hasToString("f.yaml:2:3");
    assertThat(item.place()).hasToString("f.yaml:2:5");
    assertThat(item.get("b").orElseThrow().place()).hasToString("f.yaml:2:8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {x: &x {a: 1}, y: *x}                           | {a=1}
          {x: &x {a: 1}, y: {<<: *x, b: 2}}               | {b=2, a=1}
          {x: &x {a: 1}, y: {a: 2, <<: *x}}               | {a=2}
          {x: &x {a: 1}, y: {<<: *x, a: 2}}               | {a=2}
          {x: &x {a: 1}, z: &z {a: 2}, y: {<<: [*x, *z]}} | {a=1}
          {x: &x [{a: 1}, {b: 2}], y: {<<: *x}}           | {a=1, b=2}
          {y: {<<: {a: 1}}}                               | {a=1}
          {y: {'<<': 1}}                                  | {<<=1}
          {x: &x {a: &a 1}, x2: &x {a: 3}, y: *x}         | {a=3}
          {x: &x a, y: {*x : 1}}                          | {a=1}
          """)
  void anchorsAndMergeKeysAreResolved(String text, String expected) {
    MapNode y = (MapNode) read(text).get(0).get("y").orElseThrow();

    assertThat(texts(y)).hasToString(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {y: {a: 1}}                                   | NONE
          {y: {a: !reset null}}                         | RESET
          {y: {a: !override [1]}}                       | OVERRIDE
          {x: &x !reset {b: 1}, y: {a: *x}}             | RESET
          {x: &x {a: !override {b: 1}}, y: {<<: *x}}    | OVERRIDE
          {x: &x {a: !override 1}, y: {a: 2, <<: *x}}   | NONE
          """)
  void anEntryKnowsTheTagOfItsValueThroughAliasesAndMergeKeysToo(String text, Tag expected) {
    MapNode y = (MapNode) read(text).get(0).get("y").orElseThrow();

    assertThat(y.entries().values()).extracting(MapNode.Entry::tag).containsExactly(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: [!reset 1]}          | f.yaml:1:6: a[0]: '!reset' is about the value of a key and has no meaning here
          {a: [!override {b: c}]}  | f.yaml:1:6: a[0]: '!override' is about the value of a key and has no meaning here
          !override {a: 1}         | f.yaml:1:1: '!override' is about the value of a key and has no meaning here
          {!reset a: 1}            | f.yaml:1:2: '!reset' is about the value of a key and has no meaning here
          {a: {<<: !reset {b: 1}}} | f.yaml:1:10: a: '!reset' is about the value of a key and has no meaning here
          """)
  void aTagOfComposeStandsOnTheValueOfAKeyOnly(String text, String expected) {
    read(text);

    assertThat(problems.found()).singleElement().asString().startsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: ~        | true
          a: null     | true
          a:          | true
          a: 'null'   | false
          a: ''       | false
          a: !!str ~  | false
          a: no       | false
          """)
  void onlyAnUnquotedNullIsNull(String text, boolean expected) {
    assertThat(read(text).get(0).get("a").orElseThrow().isNull()).isEqualTo(expected);
  }

  @Test
  void severalDocumentsComeInOrderAndEmptyOnesAreSkipped() {
    assertThat(read("---\n---\na: 1\n---\na: 2\n").stream().map(YamlReaderTest::texts).toList())
        .hasToString("[{a=1}, {a=2}]");
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreNoContent() {
    assertThat(read("\uFEFFa: 1\r\nb: 2\r\n").stream().map(YamlReaderTest::texts).toList())
        .hasToString("[{a=1, b=2}]");
  }

  @Test
  void manyServicesMayShareOneAnchor() {
    String services =
        IntStream.range(0, 500)
            .mapToObj(i -> "s" + i + ": {<<: *common}\n")
            .collect(Collectors.joining());

    assertThat(read("x: &common {a: 1}\n" + services).get(0).entries()).hasSize(501);
    assertThat(problems.found()).isEmpty();
  }

  private static Map<String, String> texts(MapNode map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> texts.put(key, ((ScalarNode) entry.value()).text()));
    return texts;
  }

  private List<MapNode> read(String text) {
    return new YamlReader("f.yaml", problems).read(text.getBytes(StandardCharsets.UTF_8));
  }
}
