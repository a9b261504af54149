package io.jcompose.model.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.InterpolatedDocument;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergerTest {
  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image: a                       | image: b                       | {image: b}
          image: a                       | image: ~                       | {image: a}
          image: ~                       | image: b                       | {image: b}
          command: [a, b]                | command: c                     | {command: c}
          entrypoint: a                  | entrypoint: []                 | {entrypoint: []}
          healthcheck: {test: [CMD, a]}  | healthcheck: {test: b}         | {healthcheck: {test: b}}
          healthcheck: {retries: 1}      | healthcheck: {test: b}         | {healthcheck: {retries: 1, test: b}}
          environment: [A=1, B=2]        | environment: {B: 3, C: 4}      | {environment: {A: 1, B: 3, C: 4}}
          environment: [A=1]             | environment: [A]               | {environment: {A: ~}}
          environment: {A: 1}            | environment: {A: }             | {environment: {A: ~}}
          environment: [A=1, A=2]        | {}                             | {environment: {A: 2}}
          environment: [A==x=]           | {}                             | {environment: {A: =x=}}
          labels: {a: 1}                 | labels: [a=2, b]               | {labels: {a: 2, b: ~}}
          depends_on: [a]                | depends_on: {a: {restart: yes}} | {depends_on: {a: {condition: service_started, restart: yes}}}
          depends_on: [a]                | depends_on: [b]                | {depends_on: {a: {condition: service_started}, b: {condition: service_started}}}
          networks: [a]                  | networks: {b: {}}              | {networks: {a: ~, b: {}}}
          tmpfs: /a                      | tmpfs: [/b, /a:size=1m]        | {tmpfs: [/a:size=1m, /b]}
          env_file: a                    | env_file: [{path: a}, b]       | {env_file: [{path: a}, b]}
          volumes: [./a:/x, /y]          | volumes: [./b:/x/, c:/z]       | {volumes: [./b:/x/, /y, c:/z]}
          volumes: [./a:/x]              | volumes: [{target: /x}]        | {volumes: [{target: /x}]}
          ports: [80:80, 90]             | ports: [80:80/tcp, 81:80]      | {ports: [80:80/tcp, 90, 81:80]}
          ports: [80:80]                 | ports: [80:80/udp]             | {ports: [80:80, 80:80/udp]}
          ports: [80:80]                 | ports: [{published: 80, target: 80}] | {ports: [{published: 80, target: 80}]}
          ports: ['127.0.0.1:80:80']     | ports: [80:80]                 | {ports: [127.0.0.1:80:80, 80:80]}
          expose: [80, 81]               | expose: [81, 82]               | {expose: [80, 81, 82]}
          cap_add: [A]                   | cap_add: [A, B]                | {cap_add: [A, B]}
          links: [a]                     | links: ['a:b']                 | {links: [a, a:b]}
          profiles: [a]                  | profiles: [a, b]               | {profiles: [a, b]}
          extra_hosts: {a: 1, b: [2, 3]} | extra_hosts: [c=4]             | {extra_hosts: [a=1, b=2, b=3, c=4]}
          x-mine: {a: [1]}               | x-mine: {a: [1]}               | {x-mine: {a: [1, 1]}}
          """)
  void aServiceIsMergedKeyByKey(String base, String later, String expected) {
    assertThat(merged(base, later)).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image: a         | image: {a: b}     | image: a map cannot override 'a', given at 0.yaml:1:23
          volumes: [a]     | volumes: {a: b}   | volumes: a map cannot override a list, given at 0.yaml:1:25
          environment: [5] | environment: x    | environment: 'x' cannot override a map, given at 0.yaml:1:29
          """)
  void whatDoesNotFitTogetherIsAProblem(String base, String later, String expected) {
    merged(base, later);

    assertThat(problems.found())
        .extracting(problem -> problem.path() + ": " + problem.message())
        .containsExactly("services.s." + expected);
  }

  @Test
  void anOddListItemIsAProblemWithItsOwnPlace() {
    merged("environment: [A=1, {B: 2}]", "{}");

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            0.yaml:1:35: services.s.environment[1]: must be NAME=value, not a map
                hint: remove the '-' before it, or put the text into quotes""");
  }

  @Test
  void volumesAndServicesOfAllFilesAreKept() {
    MapNode top =
        merge("services: {a: {image: x}}\nvolumes: {v: ~}", "services: {b: {}}\nvolumes: {w: {}}");

    assertThat(text(top)).isEqualTo("{services: {a: {image: x}, b: {}}, volumes: {v: ~, w: {}}}");
  }

  private String merged(String base, String later) {
    MapNode top = merge(inService(base), inService(later));
    MapNode services = (MapNode) top.get("services").orElseThrow();
    return text(services.get("s").orElseThrow());
  }

  private static String inService(String keys) {
    return "services: {s: {" + (keys.equals("{}") ? "" : keys) + "}}";
  }

  private MapNode merge(String... texts) {
    List<InterpolatedDocument> documents =
        Stream.iterate(0, i -> i + 1)
            .limit(texts.length)
            .flatMap(
                i ->
                    new YamlReader(i + ".yaml", problems)
                        .read(texts[i].getBytes(StandardCharsets.UTF_8)).stream())
            .map(InterpolatedDocument::new)
            .toList();
    return new Merger(problems).merge(documents).top();
  }

  private static String text(Node node) {
    if (node instanceof MapNode map) {
      return map.entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue().value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof ListNode list) {
      return list.items().stream()
          .map(MergerTest::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isNull() ? "~" : ((ScalarNode) node).text();
  }
}
