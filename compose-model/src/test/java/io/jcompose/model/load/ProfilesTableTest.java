package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which services take part, and what they wait for without saying so. A fact a row, each tried with
 * docker compose.
 */
class ProfilesTableTest {
  private static final String SERVICES =
      """
      services:
        web: {image: x}
        debug: {image: x, profiles: [debug]}
        test: {image: x, profiles: [test]}
        both: {image: x, profiles: [test, debug]}
        tool: {image: x, profiles: [tool]}
      """;

  @ParameterizedTest(name = "--profile {0}, COMPOSE_PROFILES={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -          | -                | web
          debug      | -                | web debug both
          test       | -                | web test both
          test,debug | -                | web test debug both
          unknown    | -                | web
          *          | -                | web test debug both tool
          -          | debug            | web debug both
          -          | debug,test       | web debug test both
          -          | ' debug , test ' | web debug test both
          -          | *                | web test debug both tool
          test       | debug            | web test both
          -          | ''               | web
          """)
  void theActiveServices(String options, String variable, String active) {
    var project = SmallProject.of(SERVICES);
    if (!options.equals("-")) {
      project.withProfiles(List.of(options.split(",", -1)));
    }
    if (!variable.equals("-")) {
      project.withVariable("COMPOSE_PROFILES", variable);
    }

    assertThat(project.load().resolved().services())
        .containsExactlyInAnyOrder(active.split(" ", -1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          links: [db]                                  | {db: {condition: service_started, restart: true, required: true}}
          links: ['db:alias']                          | {db: {condition: service_started, restart: true, required: true}}
          network_mode: service:db                     | {db: {condition: service_started, restart: true, required: true}}
          ipc: service:db                              | {db: {condition: service_started, restart: true, required: true}}
          pid: service:db                              | {db: {condition: service_started, restart: true, required: true}}
          uts: service:db                              | {db: {condition: service_started, restart: true, required: true}}
          volumes_from: [db]                           | {db: {condition: service_started, required: true}}
          volumes_from: ['db:ro']                      | {db: {condition: service_started, required: true}}
          volumes_from: ['container:db']               | -
          network_mode: container:db                   | -
          network_mode: host                           | -
          external_links: [db]                         | -
          depends_on: [db], network_mode: service:db   | {db: {condition: service_started, required: true}}
          depends_on: {db: {condition: service_healthy}}, links: [db] | {db: {condition: service_healthy, required: true}}
          depends_on: [cache], links: [db]             | {cache: {condition: service_started, required: true}, db: {condition: service_started, restart: true, required: true}}
          """)
  void dependenciesThatFollowFromOtherKeys(String keys, String dependencies) {
    assertThat(service(keys).at("services.web.depends_on"))
        .isEqualTo(SmallProject.shown(dependencies));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          depends_on: [off]                            | services.web.depends_on.off: service 'off' is needed here, but none of its profiles is active
          links: [off]                                 | services.web.links[0]: service 'off' is needed here, but none of its profiles is active
          network_mode: service:off                    | services.web.network_mode: service 'off' is needed here, but none of its profiles is active
          ipc: service:off                             | services.web.ipc: service 'off' is needed here, but none of its profiles is active
          volumes_from: [off]                          | services.web.volumes_from[0]: service 'off' is needed here, but none of its profiles is active
          depends_on: [none]                           | services.web.depends_on.none: 'none' is not a service
          links: [none]                                | services.web.links[0]: 'none' is not a service
          pid: service:none                            | services.web.pid: 'none' is not a service
          volumes_from: [none]                         | services.web.volumes_from[0]: 'none' is not a service
          depends_on: {none: {condition: service_started, required: false}} | services.web.depends_on.none: 'none' is not a service
          depends_on: [web]                            | services.web.depends_on.web: service 'web' depends on itself
          links: [web]                                 | services.web.links[0]: service 'web' depends on itself
          depends_on: [back]                           | services.back.depends_on.web: dependency cycle: web -> back -> web
          links: [back]                                | services.back.depends_on.web: dependency cycle: web -> back -> web
          depends_on: {db: {condition: started}}       | services.web.depends_on.db.condition: must be service_started, service_healthy or service_completed_successfully, not 'started'
          depends_on: {db: {}}                         | services.web.depends_on.db: has no 'condition'
          depends_on: db                               | services.web.depends_on: must be a map, not 'db'
          depends_on: [5]                              | services.web.depends_on[0]: must be a text, not '5'
          """)
  void whatIsNeededMustTakePart(String keys, String problem) {
    String back = keys.contains("back") ? "  back: {image: x, depends_on: [web]}\n" : "";

    assertThat(
            SmallProject.of(
                    """
                    services:
                      web: {image: x, %s}
                      db: {image: x}
                      off: {image: x, profiles: [p]}
                    """
                            .formatted(keys)
                        + back)
                .problems())
        .contains(": " + problem + "\n");
  }

  @Test
  void aDisabledServiceThatIsNotRequiredIsNotMissed() {
    assertThat(
            SmallProject.of(
                    """
                    services:
                      web: {image: x, depends_on: {off: {condition: service_started, required: false}}}
                      off: {image: x, profiles: [p]}
                    """)
                .at("services.web.image"))
        .isEqualTo("x");
  }

  @Test
  void whatADisabledServiceNamesNeedNotBeThere() {
    assertThat(
            SmallProject.of(
                    """
                    services:
                      web: {image: x}
                      off: {image: x, profiles: [p], depends_on: [none], networks: [none], env_file: none}
                    """)
                .at("services.web.image"))
        .isEqualTo("x");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          networks | {front: {name: app_front, ipam: {}}}
          volumes  | {data: {name: app_data}}
          secrets  | {key: {name: app_key, file: /k}}
          configs  | {conf: {name: app_conf, file: /c}}
          """)
  void whatNoActiveServiceUsesIsLeftOut(String key, String shown) {
    assertThat(
            SmallProject.of(
                    """
                    services:
                      web: {image: x, networks: [front], volumes: ['data:/d'], secrets: [key], configs: [conf]}
                      off: {image: x, profiles: [p], networks: [back], volumes: ['rest:/d']}
                    networks: {front: {}, back: {}}
                    volumes: {data: {}, rest: {}}
                    secrets: {key: {file: /k}, lock: {file: /l}}
                    configs: {conf: {file: /c}, other: {file: /o}}
                    """)
                .at(key))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tty: true                  | {default: {name: app_default, ipam: {}}}
          network_mode: host         | -
          network_mode: none         | -
          networks: [front]          | {front: {name: app_front, ipam: {}}}
          networks: [front, default] | {front: {name: app_front, ipam: {}}, default: {name: app_default, ipam: {}}}
          networks: []               | {default: {name: app_default, ipam: {}}}
          """)
  void theDefaultNetworkIsThereIfSomebodyIsAttached(String keys, String networks) {
    assertThat(
            SmallProject.of("services: {web: {image: x, " + keys + "}}\nnetworks: {front: {}}\n")
                .at("networks"))
        .isEqualTo(SmallProject.shown(networks));
  }

  private static SmallProject service(String keys) {
    return SmallProject.of(
        "services: {web: {image: x, " + keys + "}, db: {image: x}, cache: {image: x}}\n");
  }
}
