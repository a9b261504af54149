package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How two files become one, a fact a row, each tried with docker compose. The texts of a row are
 * keys of the service {@code web} in either file; the last is what {@code config} prints of the
 * first key.
 */
class MergeTableTest {
  private static final String AROUND =
      """
      services: {web: {image: x}, db: {image: x}, cache: {image: x}}
      networks: {front: {}, back: {}}
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
          hostname: a           | hostname: b            | b
          hostname: a           | hostname: null         | a
          hostname: a           | hostname: ~            | a
          hostname: a           | tty: true              | a
          tty: true             | hostname: b            | true
          read_only: true       | read_only: false       | -
          init: true            | init: false            | false
          stop_grace_period: 1m | stop_grace_period: 90s | 1m30s
          mem_limit: 1g         | mem_limit: 512m        | "536870912"
          user: root            | user: ''               | -
          """)
  void aLaterScalarWins(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          healthcheck: {retries: 1, timeout: 1s}       | healthcheck: {retries: 2, interval: 3s}     | {retries: 2, timeout: 1s, interval: 3s}
          healthcheck: {retries: 1}                    | healthcheck: {retries: null}                | {retries: 1}
          healthcheck: {retries: 1}                    | healthcheck: {}                             | {retries: 1}
          healthcheck: {retries: 1}                    | healthcheck: null                           | {retries: 1}
          deploy: {resources: {limits: {cpus: '1', memory: 1g}}} | deploy: {resources: {limits: {memory: 2g}}} | {placement: {}, resources: {limits: {cpus: 1, memory: "2147483648"}}}
          deploy: {replicas: 2}                        | deploy: {endpoint_mode: vip}                | {endpoint_mode: vip, replicas: 2, resources: {}, placement: {}}
          build: {context: /a, args: {A: 1}}           | build: {target: t, args: {B: 2}}            | {context: /a, dockerfile: Dockerfile, target: t, args: {A: "1", B: "2"}}
          storage_opt: {a: 1}                          | storage_opt: {b: 2, a: 3}                   | {a: "3", b: "2"}
          blkio_config: {weight: 10}                   | blkio_config: {weight: 20}                  | {weight: 20}
          credential_spec: {file: /a}                  | credential_spec: {file: /b}                 | {file: /b}
          """)
  void mapsAreMergedKeyByKey(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cap_add: [A, B]                          | cap_add: [C]                     | [A, B, C]
          cap_add: [A]                             | cap_add: []                      | [A]
          cap_add: [A]                             | cap_add: null                    | [A]
          group_add: [a]                           | group_add: [b]                   | [a, b]
          security_opt: [a]                        | security_opt: [b]                | [a, b]
          volumes_from: [db]                       | volumes_from: [cache]            | [db, cache]
          device_cgroup_rules: ['c 1:3 r']         | device_cgroup_rules: ['c 7:* r'] | ['c 1:3 r', 'c 7:* r']
          external_links: [a]                      | external_links: [b]              | [a, b]
          ports: ['80']                            | ports: ['81']                    | [{mode: ingress, target: 80, protocol: tcp}, {mode: ingress, target: 81, protocol: tcp}]
          volumes: ['data:/v']                     | volumes: ['more:/w']             | [{type: volume, source: data, target: /v, volume: {}}, {type: volume, source: more, target: /w, volume: {}}]
          build: {context: /a, cache_from: [a, b]} | build: {cache_from: [b]}         | {context: /a, dockerfile: Dockerfile, cache_from: [a, b, b]}
          """)
  void aLaterListIsAppended(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          command: [a, b]                           | command: [c]                         | [c]
          command: a b                              | command: c                           | [c]
          command: [a]                              | command: []                          | []
          command: [a]                              | command: ''                          | []
          command: [a]                              | command: null                        | null
          healthcheck: {test: a}                    | healthcheck: {test: null}            | {test: [CMD-SHELL, a]}
          command: [a]                              | tty: true                            | [a]
          entrypoint: [a, b]                        | entrypoint: c d                      | [c, d]
          entrypoint: a                             | entrypoint: []                       | []
          entrypoint: a                             | entrypoint: null                     | null
          healthcheck: {test: [CMD, a], retries: 1} | healthcheck: {test: b c}             | {test: [CMD-SHELL, b c], retries: 1}
          healthcheck: {test: a}                    | healthcheck: {test: [NONE]}          | {test: [NONE]}
          ulimits: {nproc: 1, core: 1}              | ulimits: {nproc: {soft: 2, hard: 3}} | {nproc: {soft: 2, hard: 3}, core: 1}
          ulimits: {nproc: {soft: 2, hard: 3}}      | ulimits: {nproc: 1}                  | {nproc: 1}
          ulimits: {nproc: {soft: 2, hard: 3}}      | ulimits: {nproc: {soft: 4, hard: 5}} | {nproc: {soft: 4, hard: 5}}
          """)
  void someAreReplaced(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          logging: {driver: a, options: {x: 1, y: 2}} | logging: {driver: a, options: {y: 3}} | {driver: a, options: {x: "1", y: "3"}}
          logging: {driver: a, options: {x: 1}}       | logging: {options: {y: 3}}            | {driver: a, options: {x: "1", y: "3"}}
          logging: {options: {x: 1}}                  | logging: {driver: b, options: {y: 3}} | {driver: b, options: {x: "1", y: "3"}}
          logging: {driver: a, options: {x: 1}}       | logging: {driver: b, options: {y: 3}} | {driver: b, options: {y: "3"}}
          logging: {driver: a, options: {x: 1}}       | logging: {driver: b}                  | {driver: b}
          logging: {options: {x: 1}}                  | logging: {options: {y: 3}}            | {options: {x: "1", y: "3"}}
          """)
  void optionsOfLoggingGoWithTheirDriver(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          depends_on: [db]                             | depends_on: [cache]                          | {db: {condition: service_started, required: true}, cache: {condition: service_started, required: true}}
          depends_on: [db]                             | depends_on: {db: {condition: service_healthy}} | {db: {condition: service_healthy, required: true}}
          depends_on: {db: {condition: service_healthy, restart: true}} | depends_on: [db]                             | {db: {condition: service_started, restart: true, required: true}}
          depends_on: {db: {condition: service_healthy}} | depends_on: {db: {condition: service_healthy, required: false}} | {db: {condition: service_healthy, required: false}}
          networks: [front]                            | networks: [back]                             | {front: null, back: null}
          networks: [front]                            | networks: {front: {aliases: [a]}}            | {front: {aliases: [a]}}
          networks: {front: {aliases: [a], priority: 1}} | networks: [front]                            | {front: {aliases: [a], priority: 1}}
          networks: {front: {aliases: [a]}}            | networks: {front: {aliases: [b]}}            | {front: {aliases: [a, b]}}
          networks: {front: {aliases: [a]}}            | networks: {front: null}                      | {front: {aliases: [a]}}
          build: /a                                    | build: {target: t}                           | {context: /a, dockerfile: Dockerfile, target: t}
          build: {target: t, context: /a}              | build: /b                                    | {context: /b, dockerfile: Dockerfile, target: t}
          build: /a                                    | build: /b                                    | {context: /b, dockerfile: Dockerfile}
          """)
  void shortFormsAreWrittenOutFirst(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          environment: {A: 1, B: 2}                    | environment: {B: 3}                          | {A: "1", B: "3"}
          environment: [A=1, B=2]                      | environment: {B: 3}                          | {A: "1", B: "3"}
          environment: {A: 1, B: 2}                    | environment: [B=3, C=]                       | {A: "1", B: "3", C: ""}
          environment: [A=1]                           | environment: [A]                             | {A: null}
          environment: {A: 1}                          | environment: {A: null}                       | {A: null}
          environment: [SHELL]                         | environment: {B: 1}                          | {SHELL: /bin/sh, B: "1"}
          labels: {a: 1}                               | labels: [b=2, a=3]                           | {a: "3", b: "2"}
          labels: [a=1]                                | labels: [a]                                  | {a: ""}
          annotations: {a: 1}                          | annotations: [a=2]                           | {a: "2"}
          sysctls: {a: 1}                              | sysctls: [b=2]                               | {a: "1", b: "2"}
          build: {context: /a, args: {A: 1}}           | build: {args: [A=2, B=3]}                    | {context: /a, dockerfile: Dockerfile, args: {A: "2", B: "3"}}
          build: {context: /a, labels: [a=1]}          | build: {labels: {a: 2}}                      | {context: /a, dockerfile: Dockerfile, labels: {a: "2"}}
          build: {context: /a, additional_contexts: [a=/x]} | build: {additional_contexts: {b: /y}}        | {context: /a, dockerfile: Dockerfile, additional_contexts: {a: /x, b: /y}}
          deploy: {labels: [a=1]}                      | deploy: {labels: {b: 2}}                     | {labels: {a: "1", b: "2"}, resources: {}, placement: {}}
          extra_hosts: [a=1.1.1.1]                     | extra_hosts: {b: 2.2.2.2}                    | [a=1.1.1.1, b=2.2.2.2]
          extra_hosts: {a: 1.1.1.1}                    | extra_hosts: {a: 2.2.2.2}                    | [a=1.1.1.1, a=2.2.2.2]
          extra_hosts: {a: 1.1.1.1}                    | extra_hosts: {a: 1.1.1.1}                    | [a=1.1.1.1]
          build: {context: /a, extra_hosts: [a=1.1.1.1]} | build: {extra_hosts: [a=1.1.1.1, b=2.2.2.2]} | {context: /a, dockerfile: Dockerfile, extra_hosts: [a=1.1.1.1, b=2.2.2.2]}
          """)
  void listsAndMapsOfNamesAreOneKind(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dns: 1.1.1.1   | dns: 2.2.2.2    | [1.1.1.1, 2.2.2.2]
          dns: 1.1.1.1   | dns: [2.2.2.2]  | [1.1.1.1, 2.2.2.2]
          dns: [1.1.1.1] | dns: 2.2.2.2    | [1.1.1.1, 2.2.2.2]
          dns_search: a  | dns_search: [b] | [a, b]
          dns_opt: [a]   | dns_opt: [b]    | [a, b]
          tmpfs: /a      | tmpfs: [/b]     | [/a, /b]
          tmpfs: [/a]    | tmpfs: /b       | [/a, /b]
          """)
  void oneTextIsAListOfOne(String base, String later, String merged) {
    assertMerged(base, later, merged);
  }

  @ParameterizedTest(name = "{0}: {1} + {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          networks.front | {driver: a, driver_opts: {x: 1}}          | {driver_opts: {y: 2}}                        | {name: app_front, driver: a, driver_opts: {x: "1", y: "2"}, ipam: {}}
          networks.front | {labels: [a=1]}                           | {labels: {b: 2}}                             | {name: app_front, labels: {a: "1", b: "2"}, ipam: {}}
          networks.front | {internal: true}                          | null                                         | {name: app_front, internal: true, ipam: {}}
          networks.front | null                                      | {internal: true}                             | {name: app_front, internal: true, ipam: {}}
          networks.front | {ipam: {config: [{subnet: 10.1.0.0/16}]}} | {ipam: {config: [{subnet: 10.1.0.0/16, gateway: 10.1.0.1}]}} | {name: app_front, ipam: {config: [{subnet: 10.1.0.0/16, gateway: 10.1.0.1}]}}
          networks.front | {ipam: {config: [{subnet: 10.1.0.0/16}]}} | {ipam: {config: [{subnet: 10.2.0.0/16}]}}    | {name: app_front, ipam: {config: [{subnet: 10.1.0.0/16}, {subnet: 10.2.0.0/16}]}}
          networks.front | {ipam: {driver: a}}                       | {ipam: {driver: b}}                          | {name: app_front, ipam: {driver: b}}
          volumes.data   | {driver: a, labels: {x: 1}}               | {labels: [y=2]}                              | {name: app_data, driver: a, labels: {x: "1", y: "2"}}
          volumes.data   | {name: a}                                 | {name: b}                                    | {name: b}
          secrets.s      | {labels: {x: 1}}                          | {file: /other}                               | {name: app_s, labels: {x: "1"}, file: /other}
          configs.c      | {name: a}                                 | {file: /other}                               | {name: a, file: /other}
          x-own          | {a: 1, b: [1]}                            | {b: [2], c: 3}                               | {b: [2], c: 3}
          x-own          | [1]                                       | text                                         | text
          """)
  void topLevelResourcesAreMergedToo(String path, String base, String later, String merged) {
    String user =
        "services: {web: {networks: [front], volumes: ['data:/v'], secrets: [s], configs: [c]}}\n";

    assertThat(SmallProject.of(AROUND, user, nested(path, base), nested(path, later)).at(path))
        .isEqualTo(SmallProject.shown(merged));
  }

  private static String nested(String path, String value) {
    String[] steps = path.split("\\.", -1);
    return steps.length == 1
        ? path + ": " + value + "\n"
        : steps[0] + ": {" + steps[1] + ": " + value + "}\n";
  }

  private static void assertMerged(String base, String later, String merged) {
    String key = base.substring(0, base.indexOf(':'));
    SmallProject project =
        SmallProject.of(AROUND, web(base), web(later)).withVariable("SHELL", "/bin/sh");

    assertThat(project.at("services.web." + key)).isEqualTo(SmallProject.shown(merged));
  }

  private static String web(String keys) {
    return "services: {web: {" + keys + "}}\n";
  }
}
