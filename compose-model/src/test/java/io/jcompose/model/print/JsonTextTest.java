package io.jcompose.model.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Test
  void mapsAndListsAreIndentedByTwo() {
    assertThat(json("{a: {b: [1, x], c: []}, d: {}}"))
        .isEqualTo(
            """
            {
              "a": {
                "b": [
                  1,
                  "x"
                ],
                "c": []
              },
              "d": {}
            }
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ~                    | null
          True                 | true
          yes                  | "yes"
          0x1F                 | 31
          012                  | 10
          18446744073709551615 | 18446744073709551615
          99999999999999999999 | 100000000000000000000
          1e21                 | 1e+21
          1e6                  | 1000000
          1.50                 | 1.5
          0.000001             | 0.000001
          0.0000001            | 1e-07
          -0.0                 | -0
          .inf                 | ".inf"
          .nan                 | ".nan"
          2001-01-01           | "2001-01-01T00:00:00Z"
          "31"                 | "31"
          !!str 31             | "31"
          "\\"\\\\\\n\\t\\x01"    | "\\"\\\\\\n\\t\\u0001"
          """)
  void valuesHaveTheTypesThatTheyHaveInYaml(String written, String expected) {
    assertThat(json("a: " + written)).isEqualTo("{\n  \"a\": " + expected + "\n}\n");
  }

  private static String json(String yaml) {
    MapNode top =
        new YamlReader("f.yaml", new Problems()).read(yaml.getBytes(StandardCharsets.UTF_8)).get(0);
    return JsonText.of(top);
  }
}
