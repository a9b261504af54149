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
          {y: {<<: {a: 1, <<: {a: 2, b: 3}}, c: 4}}       | {c=4, a=1, b=3}
          {y: {<<: [{a: 1, b: 2}, {b: 3, c: 4}]}}         | {a=1, b=2, c=4}
          {y: {<<: []}}                                   | {}
          {y: {? << : {a: 1}}}                            | {a=1}
          {y: {!!str <<: 1}}                              | {<<=1}
          {y: {!!merge <<: {a: 1}}}                       | {a=1}
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 5              | true
          a: '5'            | false
          a: !!str 5        | false
          a: !!int '5'      | true
          a: !!float 5      | true
          a: !!bool 'true'  | true
          a: !!timestamp '2001-01-01' | true
          a: ! 5            | true
          a: !own 5         | false
          a: !!own 5        | false
          a: !override 5    | true
          a: !!binary NQ==  | false
          """)
  void aTagSaysWhetherAScalarIsATextWhateverItLooksLike(String text, boolean plain) {
    ScalarNode scalar = (ScalarNode) read(text).get(0).get("a").orElseThrow();

    assertThat(scalar.plain()).isEqualTo(plain);
    assertThat(scalar.text())
        .startsWith(text.contains("2001") ? "2001" : text.contains("true") ? "true" : "5");
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: !!int b        | f.yaml:1:4: a: 'b' is not what its tag '!!int' says
          a: !!bool yes     | f.yaml:1:4: a: 'yes' is not what its tag '!!bool' says
          a: !!binary b     | f.yaml:1:4: a: the value tagged '!!binary' is not a text in UTF-8, encoded in Base64
          a: !!binary /w==  | f.yaml:1:4: a: the value tagged '!!binary' is not a text in UTF-8, encoded in Base64
          """)
  void aTagOfYamlMustFitItsText(String text, String expected) {
    read(text);

    assertThat(problems.found()).singleElement().asString().startsWith(expected + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1: a              | f.yaml:1:1: a key must be a text, not '1', which is an integer
          {a: {true: b}}    | f.yaml:1:6: a: a key must be a text, not 'true', which is a boolean
          {a: {~: b}}       | f.yaml:1:6: a: a key must be a text, not '~', which is nothing
          {a: {1.5: b}}     | f.yaml:1:6: a: a key must be a text, not '1.5', which is a number
          2001-01-01: b     | f.yaml:1:1: a key must be a text, not '2001-01-01', which is a date
          {[a]: b}          | f.yaml:1:2: a key must be a text, not a list
          a: {{ b }}        | f.yaml:1:5: a: a key must be a text, not a map
          """)
  void aKeyIsAText(String text, String expected) {
    read(text);

    assertThat(problems.found()).singleElement().asString().startsWith(expected + "\n");
  }

  @Test
  void wordsThatMeanBooleansToOlderReadersOnlyAreKeys() {
    assertThat(texts(read("{on: 1, yes: 2, y: 3, '5': 4}").get(0)))
        .hasToString("{on=1, yes=2, y=3, 5=4}");
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1, b: 2, a: 3}           | f.yaml:1:14: a: key 'a' is already given at f.yaml:1:2
          {x: {a: 1, 'a': 3}}          | f.yaml:1:12: x.a: key 'a' is already given at f.yaml:1:6
          {a: {<<: 5}}                 | f.yaml:1:10: a: '<<' takes a map or a list of maps, not '5'
          {a: {<<: }}                  | f.yaml:1:9: a: '<<' takes a map or a list of maps, not nothing
          {a: {<<: [{b: c}, 5]}}       | f.yaml:1:19: a: '<<' takes a map or a list of maps, not '5'
          {a: {<<: [[{b: c}]]}}        | f.yaml:1:11: a: '<<' takes a map or a list of maps, not a list
          {a: {<<: {}, <<: {}}}        | f.yaml:1:14: a: '<<' appears twice in one map
          """)
  void aKeyIsGivenOnceAndAMergeKeyTakesMaps(String text, String expected) {
    read(text);

    assertThat(problems.found()).singleElement().asString().startsWith(expected + "\n");
  }

  @Test
  void severalDocumentsComeInOrder() {
    assertThat(read("a: 1\n---\na: 2\n...\n").stream().map(YamlReaderTest::texts).toList())
        .hasToString("[{a=1}, {a=2}]");
  }

  @Test
  void anAnchorLastsToTheEndOfTheFile() {
    assertThat(read("a: &a 1\n---\nb: *a\n").stream().map(YamlReaderTest::texts).toList())
        .hasToString("[{a=1}, {b=1}]");
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aFileWithoutDocumentsIsAnEmptyMap() {
    assertThat(read("# nothing\n"))
        .singleElement()
        .extracting(YamlReaderTest::texts)
        .hasToString("{}");
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aDocumentOfNothingIsRefused() {
    assertThat(read("---\n---\na: 1\n")).hasSize(1);
    assertThat(problems.found())
        .singleElement()
        .hasToString("f.yaml:2:1: the document is empty\n    hint: remove the '---' around it");
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

  @Test
  void aMergeKeyNeverJoinsLists() {
    MapNode y =
        (MapNode) read("x: &x {a: [1, 2]}\ny: {a: [3], <<: *x}").get(0).get("y").orElseThrow();

    assertThat(((ListNode) y.get("a").orElseThrow()).items()).hasSize(1);
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
