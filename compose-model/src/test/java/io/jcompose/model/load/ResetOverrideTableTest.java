package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code !reset} and {@code !override} do to earlier values, a fact a row. */
class ResetOverrideTableTest {
  private static final String BASE =
      """
      services:
        web:
          image: base
          command: [a]
          environment: {A: "1", B: "2"}
          labels: [one=1, two=2]
          ports: ["80:80"]
          dns: [1.1.1.1]
          networks: {front: {aliases: [w]}, back: null}
          depends_on: {db: {condition: service_healthy}}
          healthcheck: {test: [CMD, a], retries: 3}
          logging: {driver: local, options: {max-file: "1"}}
          deploy: {resources: {limits: {memory: 1g, cpus: "1"}}}
        db: {image: base, healthcheck: {test: [CMD, a]}}
      networks: {front: {driver_opts: {a: "1"}}, back: {internal: true}}
      volumes: {data: {labels: {a: "1"}}}
      x-own: {a: 1}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          command: !reset null                         | command     | null
          command: !reset [b]                          | command     | null
          environment: !reset null                     | environment | -
          environment: !reset {C: 3}                   | environment | -
          environment: {A: !reset null}                | environment | {B: "2"}
          environment: {A: !reset '', C: 3}            | environment | {B: "2", C: "3"}
          labels: {one: !reset null}                   | labels      | {two: "2"}
          ports: !reset []                             | ports       | -
          dns: !reset null                             | dns         | -
          networks: {front: !reset null}               | networks    | {back: null}
          networks: {front: {aliases: !reset []}}      | networks    | {front: {}, back: null}
          networks: !reset []                          | networks    | {default: null}
          depends_on: !reset []                        | depends_on  | -
          depends_on: {db: !reset {}}                  | depends_on  | -
          healthcheck: {retries: !reset 0}             | healthcheck | {test: [CMD, a]}
          healthcheck: !reset {}                       | healthcheck | -
          logging: {options: !reset {}}                | logging     | {driver: local}
          deploy: {resources: {limits: {memory: !reset null}}} | deploy      | {resources: {limits: {cpus: 1}}, placement: {}}
          deploy: !reset null                          | deploy      | -
          hostname: !reset x                           | hostname    | -
          """)
  void resetTakesAwayWhatWasThere(String keys, String path, String shown) {
    assertThat(SmallProject.of(BASE, web(keys)).at("services.web." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          command: !override [b]                       | command     | [b]
          environment: !override {C: 3}                | environment | {C: "3"}
          environment: !override [C=3]                 | environment | {C: "3"}
          environment: !override {}                    | environment | -
          labels: !override [three=3]                  | labels      | {three: "3"}
          ports: !override ['81:81']                   | ports       | [{mode: ingress, target: 81, published: "81", protocol: tcp}]
          ports: !override []                          | ports       | -
          dns: !override 2.2.2.2                       | dns         | [2.2.2.2]
          networks: !override [back]                   | networks    | {back: null}
          networks: {front: !override {priority: 1}}   | networks    | {front: {priority: 1}, back: null}
          networks: {front: {aliases: !override [x]}}  | networks    | {front: {aliases: [x]}, back: null}
          depends_on: !override {db: {condition: service_started}} | depends_on  | {db: {condition: service_started, required: true}}
          healthcheck: !override {retries: 5}          | healthcheck | {retries: 5}
          logging: !override {options: {b: '2'}}       | logging     | {options: {b: "2"}}
          deploy: {resources: {limits: !override {cpus: '2'}}} | deploy      | {resources: {limits: {cpus: 2}}, placement: {}}
          image: !override other                       | image       | other
          hostname: !override x                        | hostname    | x
          """)
  void overrideReplacesWhatWasThere(String keys, String path, String shown) {
    assertThat(SmallProject.of(BASE, web(keys)).at("services.web." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services: {db: !reset null, web: {depends_on: !reset []}} | services.db    | -
          services: {web: !override {image: other}}    | services.web   | {command: null, entrypoint: null, image: other, networks: {default: null}}
          networks: {front: !override {driver: d}}     | networks.front | {name: app_front, driver: d, ipam: {}}
          networks: {front: {driver_opts: !reset {}}}  | networks.front | {name: app_front, ipam: {}}
          networks: {back: {internal: !reset null}}    | networks.back  | {name: app_back, ipam: {}}
          networks: !override {front: {name: f}, back: {name: b}} | networks       | {default: {name: app_default, ipam: {}}, front: {name: f, ipam: {}}, back: {name: b, ipam: {}}}
          x-own: !reset null                           | x-own          | -
          x-own: !override {b: 2}                      | x-own          | {b: 2}
          """)
  void wholeElementsToo(String document, String path, String shown) {
    assertThat(SmallProject.of(BASE, document + "\n").at(path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x-r: &r !reset null ⏎services: {web: {command: *r}} | command     | null
          x-e: &e {A: !reset null, C: 3} ⏎services: {web: {environment: *e}} | environment | {B: "2", C: "3"}
          x-e: &e {A: !reset null} ⏎services: {web: {environment: {<<: *e, C: 3}}} | environment | {B: "2", C: "3"}
          x-o: &o {dns: !override [2.2.2.2]} ⏎services: {web: {<<: *o}} | dns         | [2.2.2.2]
          x-o: &o {dns: !override [2.2.2.2]} ⏎services: {web: *o} | dns         | [2.2.2.2]
          """)
  void theyGoThroughAnchorsAndMergeKeys(String document, String path, String shown) {
    String text = document.replace("⏎", "\n") + "\n";

    assertThat(SmallProject.of(BASE, text).at("services.web." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dns: !reset null                    | dns         | -
          dns: !override [2.2.2.2]            | dns         | [2.2.2.2]
          environment: {A: !reset null}       | environment | {B: "2"}
          command: !reset null                | command     | null
          healthcheck: !override {retries: 5} | healthcheck | {retries: 5}
          """)
  void theyReachTheServiceThatIsExtended(String keys, String path, String shown) {
    String same = BASE.replace("\nnetworks:", "\n  child: {extends: web, " + keys + "}\nnetworks:");
    String other =
        "services: {child: {extends: {service: web, file: base.yaml}, "
            + keys
            + "}, db: {image: x}}\n"
            + "networks: {front: {}, back: {}}\n";

    assertThat(SmallProject.of(same).at("services.child." + path))
        .isEqualTo(SmallProject.shown(shown));
    assertThat(SmallProject.of(other).with("base.yaml", BASE).at("services.child." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dns: !reset null              | dns         | -
          dns: !override [2.2.2.2]      | dns         | [2.2.2.2]
          environment: {A: !reset null} | environment | {B: "2"}
          """)
  void theyReachWhatIsIncluded(String keys, String path, String shown) {
    String text = "include: [base.yaml]\nservices: {web: {" + keys + "}}\n";

    assertThat(SmallProject.of(text).with("base.yaml", BASE).at("services.web." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @Test
  void inTheFirstFileThereIsNothingToTakeAway() {
    assertThat(
            SmallProject.of(
                    "services: {web: {image: x, dns: !reset [1.1.1.1], tty: !override true}}\n")
                .at("services.web"))
        .isEqualTo(
            SmallProject.shown(
                "{command: null, entrypoint: null, image: x, tty: true, networks: {default: null}}"));
  }

  @Test
  void aThirdFileCanAddWhatTheSecondTookAway() {
    assertThat(
            SmallProject.of(BASE, web("dns: !reset null"), web("dns: [3.3.3.3]"))
                .at("services.web.dns"))
        .isEqualTo("[3.3.3.3]");
  }

  @Test
  void aServiceThatIsResetIsMissedByThoseThatNeedIt() {
    assertThat(SmallProject.of(BASE, "services: {db: !reset null}\n").problems())
        .isEqualTo(
            """
            file1.yaml:10:18: services.web.depends_on.db: 'db' is not a service
                hint: add the service, or remove the entry
            """);
  }

  private static String web(String keys) {
    return "services: {web: {" + keys + "}}\n";
  }
}
