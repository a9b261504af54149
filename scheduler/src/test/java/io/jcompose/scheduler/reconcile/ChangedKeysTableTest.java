package io.jcompose.scheduler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What 'up' says why a container is made anew, a key of a service a row: the key as it was, as it
 * is, and the cause. Names are told, values never: they may be secrets.
 */
class ChangedKeysTableTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          image: db:1                                  | image: db:2                                  | image
          entrypoint: [a]                              | entrypoint: [b]                              | entrypoint
          command: [a]                                 | command: [b]                                 | command
          command: [a]                                 | {}                                           | command
          environment: {A: 1}                          | environment: {A: 2}                          | environment A
          environment: {A: 1}                          | environment: {B: 1}                          | environment A, environment B
          environment: {A: 1}                          | environment: [A]                             | environment A
          environment: {A: 1, B: 2}                    | environment: {B: 2, A: 1}                    | -
          user: root                                   | user: "1000"                                 | user
          working_dir: /a                              | working_dir: /b                              | working_dir
          init: true                                   | init: false                                  | init
          stop_signal: SIGINT                          | stop_signal: SIGQUIT                         | stop_signal
          stop_grace_period: 1s                        | stop_grace_period: 2s                        | stop_grace_period
          hostname: a                                  | hostname: b                                  | hostname
          domainname: a                                | domainname: b                                | domainname
          extra_hosts: {a: 10.0.0.1}                   | extra_hosts: {a: 10.0.0.2}                   | extra_hosts
          volumes: [/a]                                | volumes: [/a, /b]                            | volume /b
          volumes: ["/srv/a:/data"]                    | volumes: ["/srv/b:/data"]                    | volume /data
          volumes: ["/srv/a:/data"]                    | volumes: ["/srv/a:/data:ro"]                 | volume /data
          tmpfs: [/a]                                  | tmpfs: [/b]                                  | volume /a, volume /b
          read_only: true                              | {}                                           | security settings
          cap_add: [NET_ADMIN]                         | {}                                           | security settings
          cap_drop: [CHOWN]                            | {}                                           | security settings
          healthcheck: {test: [CMD, a]}                | healthcheck: {test: [CMD, b]}                | healthcheck
          healthcheck: {test: [CMD, a], interval: 1s}  | healthcheck: {test: [CMD, a], interval: 2s}  | healthcheck
          healthcheck: {test: [CMD, a]}                | healthcheck: {disable: true}                 | healthcheck
          restart: always                              | restart: on-failure                          | restart
          restart: on-failure                          | restart: on-failure:3                        | restart
          restart: always                              | deploy: {restart_policy: {condition: any}}   | -
          labels: {a: b}                               | labels: {a: c}                               | label a
          labels: {a: b}                               | {}                                           | label a
          tty: true                                    | {}                                           | tty
          stdin_open: true                             | {}                                           | stdin_open
          logging: {driver: none}                      | logging: {driver: json-file}                 | logging
          logging: {options: {max-size: 1m}}           | logging: {options: {max-size: 2m}}           | logging
          pre_start: [{command: [a]}]                  | pre_start: [{command: [b]}]                  | pre_start
          post_start: [{command: [a]}]                 | post_start: [{command: [b]}]                 | post_start
          pre_stop: [{command: [a]}]                   | pre_stop: [{command: [b]}]                   | pre_stop
          command: [a], user: root                     | command: [b], user: "1"                      | command, user
          deploy: {replicas: 1}                        | scale: 1                                     | -
          deploy: {update_config: {parallelism: 1}}    | {}                                           | -
          x-jcompose: {on-unhealthy: restart}          | {}                                           | -
          """)
  void whyAContainerIsMadeAnew(String before, String after, String changed) {
    StandingProject standing = StandingProject.of(file(before));

    StepPlan plan = new RowCommand("up -t 0").decide(standing.observed(), file(after));

    List<String> touched =
        plan.text()
            .lines()
            .filter(line -> line.contains(" container shop-db-1 "))
            .limit(2)
            .map(line -> line.replaceFirst("#\\d+ \\[.*?] ", ""))
            .toList();
    if (changed.equals("-")) {
      assertThat(touched).isEmpty();
    } else {
      assertThat(touched)
          .containsExactly(
              "stop container shop-db-1 (SIGKILL) -- " + changed + " changed",
              "recreate container shop-db-1 -- " + changed + " changed");
    }
  }

  private static String file(String keys) {
    String inner = keys.equals("{}") ? "" : keys;
    String image = inner.startsWith("image:") ? "" : "image: db" + (inner.isEmpty() ? "" : ", ");
    return "services: {db: {" + image + inner + "}}\n";
  }
}
