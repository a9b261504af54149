package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys that may be written in several forms, which mean the same. A fact a row, each tried with
 * docker compose.
 */
class FormsTableTest {
  private static final String AROUND =
      """
      networks: {front: {}}
      volumes: {data: {}}
      secrets: {key: {file: /key}}
      configs: {conf: {file: /conf}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          build: .                                     | {context: /srv/app, dockerfile: Dockerfile}
          build: {context: .}                          | {context: /srv/app, dockerfile: Dockerfile}
          build: ./a                                   | {context: /srv/app/a, dockerfile: Dockerfile}
          build: a                                     | {context: /srv/app/a, dockerfile: Dockerfile}
          build: ~/a                                   | {context: /root/a, dockerfile: Dockerfile}
          build: https://host/x.git#v:a                | {context: https://host/x.git#v:a, dockerfile: Dockerfile}
          build: git@host:x.git                        | {context: git@host:x.git, dockerfile: Dockerfile}
          build: github.com/a/b                        | {context: github.com/a/b, dockerfile: Dockerfile}
          build: {context: ., dockerfile: D}           | {context: /srv/app, dockerfile: D}
          build: {context: ., dockerfile_inline: FROM x} | {context: /srv/app, dockerfile_inline: FROM x}
          build: {context: ., args: [A, B=, C=1]}      | {context: /srv/app, dockerfile: Dockerfile, args: {A: shell, B: "", C: "1"}}
          build: {context: ., args: {A: null, C: 1}}   | {context: /srv/app, dockerfile: Dockerfile, args: {A: shell, C: "1"}}
          build: {context: ., ssh: [default]}          | {context: /srv/app, dockerfile: Dockerfile, ssh: [default]}
          build: {context: ., tags: ['a:1', 'b:2']}    | {context: /srv/app, dockerfile: Dockerfile, tags: ['a:1', 'b:2']}
          build: {context: ., additional_contexts: [a=./b, c=https://x]} | {context: /srv/app, dockerfile: Dockerfile, additional_contexts: {a: /srv/app/b, c: https://x}}
          build: {context: ., additional_contexts: {a: b}} | {context: /srv/app, dockerfile: Dockerfile, additional_contexts: {a: /srv/app/b}}
          """)
  void build(String keys, String shown) {
    assertShown(keys, shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          depends_on: [db]                             | {db: {condition: service_started, required: true}}
          depends_on: {db: {condition: service_started}} | {db: {condition: service_started, required: true}}
          depends_on: {db: {condition: service_healthy, restart: true}} | {db: {condition: service_healthy, restart: true, required: true}}
          depends_on: {db: {condition: service_completed_successfully, required: false}} | {db: {condition: service_completed_successfully, required: false}}
          depends_on: {db: {condition: service_started, restart: false}} | {db: {condition: service_started, required: true}}
          networks: [front]                            | {front: null}
          networks: {front: null}                      | {front: null}
          networks: {front: {}}                        | {front: {}}
          networks: []                                 | {default: null}
          networks: {}                                 | {default: null}
          secrets: [key]                               | [{source: key, target: /run/secrets/key}]
          secrets: [{source: key}]                     | [{source: key, target: /run/secrets/key}]
          secrets: [{source: key, target: named, uid: '1', gid: '2', mode: 256}] | [{source: key, target: named, uid: "1", gid: "2", mode: 256}]
          configs: [conf]                              | [{source: conf}]
          configs: [{source: conf, target: /x}]        | [{source: conf, target: /x}]
          ulimits: {nofile: 5}                         | {nofile: 5}
          ulimits: {nofile: {soft: 1, hard: 2}}        | {nofile: {soft: 1, hard: 2}}
          ulimits: {nofile: -1}                        | {nofile: -1}
          devices: [/dev/a]                            | [{source: /dev/a, target: /dev/a, permissions: rwm}]
          devices: ['/dev/a:/dev/b']                   | [{source: /dev/a, target: /dev/b, permissions: rwm}]
          devices: ['/dev/a:/dev/b:r']                 | [{source: /dev/a, target: /dev/b, permissions: r}]
          extra_hosts: ['a:1.1.1.1', 'b=::1', 'c:[::2]'] | ['a=1.1.1.1', 'b=::1', 'c=::2']
          extra_hosts: {a: 1.1.1.1, b: host-gateway}   | [a=1.1.1.1, b=host-gateway]
          extra_hosts: {a: [1.1.1.1, 2.2.2.2]}         | [a=1.1.1.1, a=2.2.2.2]
          """)
  void listsAndMaps(String keys, String shown) {
    assertShown(keys, shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          environment: {A: x, B: 1, C: true, D: 1.50, E: null, F: ''} | {A: x, B: "1", C: "true", D: "1.5", E: null, F: ""}
          environment: [A=x, B=1, C=a=b, E, F=]        | {A: x, B: "1", C: a=b, E: null, F: ""}
          environment: {SHELL: null, A: 1}             | {SHELL: /bin/sh, A: "1"}
          environment: [SHELL]                         | {SHELL: /bin/sh}
          environment: {}                              | -
          environment: []                              | -
          labels: {a: x, b: 1, c: true, d: null}       | {a: x, b: "1", c: "true", d: ""}
          labels: [a=x, b, c=a=b]                      | {a: x, b: "", c: a=b}
          annotations: {a: 1}                          | {a: "1"}
          annotations: [a=1]                           | {a: "1"}
          sysctls: {net.core.somaxconn: 1024}          | {net.core.somaxconn: "1024"}
          sysctls: [net.core.somaxconn=1024]           | {net.core.somaxconn: "1024"}
          storage_opt: {size: 1G}                      | {size: 1G}
          logging: {driver: d, options: {a: 1, b: x}}  | {driver: d, options: {a: "1", b: x}}
          """)
  void namesAndValues(String keys, String shown) {
    assertShown(keys, shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.env                                    | {A: a}
          [a.env]                                  | {A: a}
          [a.env, b.env]                           | {A: b}
          [b.env, a.env]                           | {A: a}
          [{path: a.env}]                          | {A: a}
          [{path: a.env, required: true}]          | {A: a}
          [{path: no.env, required: false}]        | -
          [a.env, {path: no.env, required: false}] | {A: a}
          [/srv/app/a.env]                         | {A: a}
          [{path: raw.env, format: raw}]           | {A: '"a"'}
          """)
  void envFiles(String files, String environment) {
    assertThat(service("env_file: " + files).at("services.web.environment"))
        .isEqualTo(SmallProject.shown(environment));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          command: a b                          | [a, b]
          command: [a b]                        | [a b]
          command: a "b c" 'd e'                | [a, b c, d e]
          command: a\\ b                        | [a b]
          command: ''                           | []
          command: []                           | []
          command: null                         | null
          entrypoint: a b                       | [a, b]
          entrypoint: []                        | []
          healthcheck: {test: a b}              | {test: [CMD-SHELL, a b]}
          healthcheck: {test: [CMD, a, b]}      | {test: [CMD, a, b]}
          healthcheck: {test: [CMD-SHELL, a b]} | {test: [CMD-SHELL, a b]}
          healthcheck: {test: [NONE]}           | {test: [NONE]}
          healthcheck: {disable: true}          | {disable: true}
          healthcheck: {disable: false}         | {}
          dns: 1.1.1.1                          | [1.1.1.1]
          dns: [1.1.1.1, 2.2.2.2]               | [1.1.1.1, 2.2.2.2]
          dns_search: a                         | [a]
          tmpfs: /a                             | [/a]
          tmpfs: ['/a:size=1m']                 | ['/a:size=1m']
          gpus: all                             | [{count: -1}]
          gpus: [{driver: x, count: 2}]         | [{driver: x, count: 2}]
          gpus: [{device_ids: [a]}]             | [{device_ids: [a]}]
          expose: [80, '81-82', '53/udp']       | ["80", 81-82, 53/udp]
          group_add: [5, a]                     | ["5", a]
          pull_policy: if_not_present           | missing
          restart: 'no'                         | 'no'
          restart: on-failure:3                 | on-failure:3
          """)
  void textsAndLists(String keys, String shown) {
    assertShown(keys, shown);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          networks.front | {}                               | {name: app_front, ipam: {}}
          networks.front | {name: n}                        | {name: n, ipam: {}}
          networks.front | {external: true}                 | {name: front, external: true, ipam: {}}
          networks.front | {external: true, name: n}        | {name: n, external: true, ipam: {}}
          networks.front | {external: {name: n}}            | {name: n, external: true, ipam: {}}
          networks.front | {external: false}                | {name: app_front, ipam: {}}
          networks.front | {driver_opts: {a: 1}}            | {name: app_front, driver_opts: {a: "1"}, ipam: {}}
          networks.front | {labels: [a=1, b]}               | {name: app_front, labels: {a: "1", b: ""}, ipam: {}}
          networks.front | {enable_ipv6: false}             | {name: app_front, enable_ipv6: false, ipam: {}}
          networks.front | {internal: false}                | {name: app_front, ipam: {}}
          volumes.data   | {external: true}                 | {name: data, external: true}
          volumes.data   | {external: {name: n}}            | {name: n, external: true}
          volumes.data   | {driver: d, driver_opts: {a: 1}} | {name: app_data, driver: d, driver_opts: {a: "1"}}
          secrets.key    | {file: ./k}                      | {name: app_key, file: /srv/app/k}
          secrets.key    | {environment: SHELL}             | {name: app_key, environment: SHELL}
          secrets.key    | {external: true}                 | {name: key, external: true}
          configs.conf   | {content: 'a: ${SHELL}'}         | {name: app_conf, content: 'a: /bin/sh'}
          configs.conf   | {file: ~/c}                      | {name: app_conf, file: /root/c}
          """)
  void topLevelResources(String path, String resource, String shown) {
    String[] steps = path.split("\\.", -1);
    String text = steps[0] + ": {" + steps[1] + ": " + resource + "}\n";

    assertThat(
            SmallProject.of(
                    "services: {web: {image: x, networks: [front], volumes: ['data:/d'],"
                        + " secrets: [key], configs: [conf]}}\n"
                        + AROUND.replaceFirst("(?m)^" + steps[0] + ":.*\n", "")
                        + text)
                .withVariable("SHELL", "/bin/sh")
                .at(path))
        .isEqualTo(SmallProject.shown(shown));
  }

  private static void assertShown(String keys, String shown) {
    String key = keys.substring(0, keys.indexOf(':'));

    assertThat(service(keys).at("services.web." + key)).isEqualTo(SmallProject.shown(shown));
  }

  private static SmallProject service(String keys) {
    return SmallProject.of("services: {web: {image: x, " + keys + "}, db: {image: x}}\n" + AROUND)
        .with("a.env", "A=a\n")
        .with("b.env", "A=b\n")
        .with("raw.env", "A=\"a\"\n")
        .withVariable("A", "shell")
        .withVariable("SHELL", "/bin/sh");
  }
}
