package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which items of lists are the same one: the later replaces the earlier where that stands. A fact a
 * row, each tried with docker compose.
 */
class UnicityTableTest {
  private static final String AROUND =
      """
      services: {web: {image: x}, db: {image: x}, cache: {image: x}}
      networks: {front: {}}
      volumes: {data: {}, more: {}}
      secrets: {s: {file: /s}, t: {file: /t}}
      configs: {c: {file: /c}, d: {file: /d}}
      """;

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          volumes: ['data:/a', 'data:/b']              | volumes: ['more:/a']                         | [{type: volume, source: more, target: /a, volume: {}}, {type: volume, source: data, target: /b, volume: {}}]
          volumes: ['data:/a']                         | volumes: ['more:/a/']                        | [{type: volume, source: more, target: /a, volume: {}}]
          volumes: ['data:/a']                         | volumes: [{type: tmpfs, target: /a}]         | [{type: tmpfs, target: /a}]
          volumes: [/a]                                | volumes: ['/host:/a:ro']                     | [{type: bind, source: /host, target: /a, read_only: true, bind: {create_host_path: true}}]
          tmpfs: ['/a', '/b']                          | tmpfs: ['/a']                                | [/a, /b]
          devices: ['/dev/a:/dev/x', '/dev/b']         | devices: ['/dev/c:/dev/x']                   | [{source: /dev/c, target: /dev/x, permissions: rwm}, {source: /dev/b, target: /dev/b, permissions: rwm}]
          devices: [/dev/a]                            | devices: ['/dev/a:/dev/a:r']                 | [{source: /dev/a, target: /dev/a, permissions: r}]
          ports: ['80:80', '81:81']                    | ports: ['80:80']                             | [{mode: ingress, target: 80, published: "80", protocol: tcp}, {mode: ingress, target: 81, published: "81", protocol: tcp}]
          ports: ['80:80']                             | ports: ['80:80/udp']                         | [{mode: ingress, target: 80, published: "80", protocol: tcp}, {mode: ingress, target: 80, published: "80", protocol: udp}]
          ports: ['80:80']                             | ports: ['8080:80']                           | [{mode: ingress, target: 80, published: "80", protocol: tcp}, {mode: ingress, target: 80, published: "8080", protocol: tcp}]
          ports: ['80:80']                             | ports: ['0.0.0.0:80:80']                     | [{mode: ingress, host_ip: 0.0.0.0, target: 80, published: "80", protocol: tcp}]
          ports: ['80:80']                             | ports: ['127.0.0.1:80:80']                   | [{mode: ingress, target: 80, published: "80", protocol: tcp}, {mode: ingress, host_ip: 127.0.0.1, target: 80, published: "80", protocol: tcp}]
          ports: ['80:80']                             | ports: [{target: 80, published: '80', name: n}] | [{name: n, mode: ingress, target: 80, published: "80", protocol: tcp}]
          secrets: [s]                                 | secrets: [{source: t, target: /run/secrets/s}] | [{source: t, target: /run/secrets/s}]
          secrets: [s, t]                              | secrets: [{source: s, mode: 256}]            | [{source: s, target: /run/secrets/s, mode: 256}, {source: t, target: /run/secrets/t}]
          configs: [c, d]                              | configs: [{source: c, uid: '5'}]             | [{source: c, uid: '5'}, {source: d}]
          configs: [c]                                 | configs: [{source: d, target: /c}]           | [{source: d, target: /c}]
          expose: ['80', '81']                         | expose: ['80']                               | ["80", "81"]
          environment: [A=1, B=2]                      | environment: [A=3]                           | {A: "3", B: "2"}
          labels: [a=1]                                | labels: [a=1]                                | {a: "1"}
          cap_add: [A, B]                              | cap_add: [A]                                 | [A, B]
          cap_drop: [A, B]                             | cap_drop: [B]                                | [A, B]
          dns: [1.1.1.1]                               | dns: [1.1.1.1]                               | [1.1.1.1]
          dns_opt: [a, b]                              | dns_opt: [a]                                 | [a, b]
          dns_search: [a, b]                           | dns_search: [b]                              | [a, b]
          links: [db, cache]                           | links: [db]                                  | [db, cache]
          profiles: ['', p]                            | profiles: [p]                                | ['', p]
          networks: {front: {aliases: [a, b]}}         | networks: {front: {aliases: [a]}}            | {front: {aliases: [a, b]}}
          networks: {front: {link_local_ips: [10.0.0.1]}} | networks: {front: {link_local_ips: [10.0.0.1]}} | {front: {link_local_ips: [10.0.0.1]}}
          build: {context: /a, tags: [a, b]}           | build: {tags: [a]}                           | {context: /a, dockerfile: Dockerfile, tags: [a, b]}
          build: {context: /a, args: [A=1]}            | build: {args: [A=1]}                         | {context: /a, dockerfile: Dockerfile, args: {A: "1"}}
          """)
  void theLaterOneCountsWhereTheEarlierStands(String base, String later, String merged) {
    String key = base.substring(0, base.indexOf(':'));

    assertThat(SmallProject.of(AROUND, web(base), web(later)).at("services.web." + key))
        .isEqualTo(SmallProject.shown(merged));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          environment: [A=1, A=2]         | {A: "2"}
          labels: [a=1, b, a=2]           | {a: "2", b: ""}
          tmpfs: [/a, '/a:size=1m']       | ['/a:size=1m']
          volumes: ['data:/a', 'more:/a'] | [{type: volume, source: more, target: /a, volume: {}}]
          ports: ['80:80', '80:80']       | [{mode: ingress, target: 80, published: "80", protocol: tcp}]
          expose: [80, '80']              | ["80"]
          cap_add: [A, A]                 | [A]
          dns: [1.1.1.1, 1.1.1.1]         | [1.1.1.1]
          devices: [/dev/a, /dev/a]       | [{source: /dev/a, target: /dev/a, permissions: rwm}]
          """)
  void withinOneFileToo(String keys, String merged) {
    String key = keys.substring(0, keys.indexOf(':'));

    assertThat(SmallProject.of(AROUND, web(keys)).at("services.web." + key))
        .isEqualTo(SmallProject.shown(merged));
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          post_start: [{command: [a]}]        | post_start: [{command: [a]}] | [{command: [a]}, {command: [a]}]
          build: {context: /a, cache_to: [a]} | build: {cache_to: [a]}       | {context: /a, dockerfile: Dockerfile, cache_to: [a, a]}
          """)
  void otherListsKeepDuplicates(String base, String later, String merged) {
    String key = base.substring(0, base.indexOf(':'));

    assertThat(SmallProject.of(AROUND, web(base), web(later)).at("services.web." + key))
        .isEqualTo(SmallProject.shown(merged));
  }

  private static String web(String keys) {
    return "services: {web: {" + keys + "}}\n";
  }
}
