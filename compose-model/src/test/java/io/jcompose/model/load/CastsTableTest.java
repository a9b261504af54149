package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts, which all values of variables are, where a number or boolean is meant. A fact a row, each
 * tried with docker compose.
 */
class CastsTableTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deploy: {replicas: '${TWO}'}                 | deploy.replicas       | 2
          deploy: {update_config: {parallelism: '${TWO}'}} | deploy.update_config  | {parallelism: 2}
          deploy: {update_config: {max_failure_ratio: '${HALF}'}} | deploy.update_config  | {max_failure_ratio: 0.5}
          deploy: {restart_policy: {max_attempts: '${TWO}'}} | deploy.restart_policy | {max_attempts: 2}
          deploy: {placement: {max_replicas_per_node: '${TWO}'}} | deploy.placement      | {max_replicas_per_node: 2}
          deploy: {resources: {limits: {cpus: '${HALF}', pids: '${TWO}'}}} | deploy.resources      | {limits: {cpus: 0.5, pids: 2}}
          healthcheck: {retries: '${TWO}'}             | healthcheck           | {retries: 2}
          healthcheck: {disable: '${TRUE}'}            | healthcheck           | {disable: true}
          ports: [{target: '${TWO}'}]                  | ports                 | [{mode: ingress, target: 2, protocol: tcp}]
          scale: '${TWO}'                              | scale                 | 2
          ulimits: {nofile: '${TWO}'}                  | ulimits               | {nofile: 2}
          ulimits: {nofile: {soft: '${TWO}', hard: '${TWO}'}} | ulimits               | {nofile: {soft: 2, hard: 2}}
          cpu_count: '${TWO}'                          | cpu_count             | 2
          cpu_percent: '${TWO}'                        | cpu_percent           | 2
          cpu_period: '${TWO}'                         | cpu_period            | 2
          cpu_quota: '${TWO}'                          | cpu_quota             | 2
          cpu_rt_period: '${TWO}'                      | cpu_rt_period         | 2
          cpu_rt_runtime: '${TWO}'                     | cpu_rt_runtime        | 2
          cpu_shares: '${TWO}'                         | cpu_shares            | 2
          cpus: '${HALF}'                              | cpus                  | 0.5
          oom_score_adj: '${TWO}'                      | oom_score_adj         | 2
          pids_limit: '${TWO}'                         | pids_limit            | 2
          mem_limit: '${TWO}'                          | mem_limit             | "2"
          init: '${TRUE}'                              | init                  | true
          init: '${FALSE}'                             | init                  | false
          privileged: '${TRUE}'                        | privileged            | true
          read_only: '${TRUE}'                         | read_only             | true
          stdin_open: '${TRUE}'                        | stdin_open            | true
          tty: '${TRUE}'                               | tty                   | true
          tty: '${FALSE}'                              | tty                   | -
          oom_kill_disable: '${TRUE}'                  | oom_kill_disable      | true
          depends_on: {db: {condition: service_started, restart: '${TRUE}', required: '${FALSE}'}} | depends_on            | {db: {condition: service_started, restart: true, required: false}}
          volumes: [{type: volume, source: data, target: /d, read_only: '${TRUE}', volume: {nocopy: '${TRUE}'}}] | volumes               | [{type: volume, source: data, target: /d, read_only: true, volume: {nocopy: true}}]
          hostname: '${TWO}'                           | hostname              | "2"
          environment: {A: '${TWO}', B: '${TRUE}'}     | environment           | {A: "2", B: "true"}
          tty: true                                    | tty                   | true
          tty: TRUE                                    | tty                   | true
          tty: 'yes'                                   | tty                   | true
          tty: on                                      | tty                   | true
          tty: y                                       | tty                   | true
          init: no                                     | init                  | false
          init: off                                    | init                  | false
          init: N                                      | init                  | false
          """)
  void textsAreTakenForWhatIsMeant(String keys, String path, String shown) {
    assertThat(service(keys).at("services.web." + path)).isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          networks.front | {internal: '${TRUE}'}    | {name: app_front, internal: true, ipam: {}}
          networks.front | {attachable: '${TRUE}'}  | {name: app_front, attachable: true, ipam: {}}
          networks.front | {enable_ipv6: '${TRUE}'} | {name: app_front, enable_ipv6: true, ipam: {}}
          networks.front | {external: '${TRUE}'}    | {name: front, external: true, ipam: {}}
          volumes.data   | {external: '${TRUE}'}    | {name: data, external: true}
          secrets.key    | {external: '${TRUE}'}    | {name: key, external: true}
          configs.conf   | {external: '${TRUE}'}    | {name: conf, external: true}
          """)
  void atTheTopLevelToo(String path, String resource, String shown) {
    String[] steps = path.split("\\.", -1);
    String user =
        "services: {web: {image: x, networks: [front], volumes: ['data:/d'], secrets: [key],"
            + " configs: [conf]}}\n";
    String others =
        """
        networks: {front: {}}
        volumes: {data: {}}
        secrets: {key: {file: /key}}
        configs: {conf: {file: /conf}}
        """
            .replaceFirst("(?m)^" + steps[0] + ":.*\n", "");

    assertThat(
            SmallProject.of(user + others + steps[0] + ": {" + steps[1] + ": " + resource + "}\n")
                .withVariable("TRUE", "true")
                .at(path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tty: '1'             | services.web.tty: must be true or false, not '1'
          tty: 1               | services.web.tty: must be true or false, not '1'
          tty: t               | services.web.tty: must be true or false, not 't'
          tty: maybe           | services.web.tty: must be true or false, not 'maybe'
          tty: '${WORD}'       | services.web.tty: must be true or false, not 'word'
          tty: '${NONE}'       | services.web.tty: must be true or false, not ''
          tty: [true]          | services.web.tty: must be true or false, not a list
          scale: '${WORD}'     | services.web.scale: must be a whole number, not 'word'
          scale: '${HALF}'     | services.web.scale: must be a whole number, not '0.5'
          scale: '${NONE}'     | services.web.scale: must be a whole number, not ''
          scale: {}            | services.web.scale: must be a whole number, not a map
          cpus: '${WORD}'      | services.web.cpus: must be a number, not 'word'
          cpus: [1]            | services.web.cpus: must be a number, not a list
          oom_score_adj: 1001  | services.web.oom_score_adj: 1001 is not between -1000 and 1000
          oom_score_adj: -1001 | services.web.oom_score_adj: -1001 is not between -1000 and 1000
          hostname: 5          | services.web.hostname: must be a text, not '5'
          hostname: true       | services.web.hostname: must be a text, not 'true'
          hostname: [a]        | services.web.hostname: must be a text, not a list
          image: 5             | services.web.image: must be a text, not '5'
          """)
  void whatIsNoneIsRefused(String keys, String problem) {
    assertThat(service(keys).problems()).contains(": " + problem + "\n");
  }

  private static SmallProject service(String keys) {
    return SmallProject.of(
            "services: {web: {"
                + (keys.startsWith("image") ? "" : "image: x, ")
                + keys
                + "}, db: {image: x}}\nvolumes: {data: {}}\n")
        .withVariable("TWO", "2")
        .withVariable("HALF", "0.5")
        .withVariable("TRUE", "true")
        .withVariable("FALSE", "false")
        .withVariable("WORD", "word");
  }
}
