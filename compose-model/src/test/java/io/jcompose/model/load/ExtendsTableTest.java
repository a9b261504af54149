package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service gets from the one that it extends, a fact a row. */
class ExtendsTableTest {
  @ParameterizedTest(name = "{0} <- {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hostname: a                           | tty: true                           | hostname       | a
          hostname: a                           | hostname: b                         | hostname       | b
          command: [a]                          | command: [b]                        | command        | [b]
          command: [a]                          | tty: true                           | command        | [a]
          environment: {A: 1, B: 2}             | environment: [B=3]                  | environment    | {A: "1", B: "3"}
          labels: [a=1]                         | labels: {b: 2}                      | labels         | {a: "1", b: "2"}
          dns: 1.1.1.1                          | dns: 2.2.2.2                        | dns            | [1.1.1.1, 2.2.2.2]
          cap_add: [A]                          | cap_add: [B, A]                     | cap_add        | [A, B]
          ports: ['80:80']                      | ports: ['81:81']                    | ports          | [{mode: ingress, target: 80, published: "80", protocol: tcp}, {mode: ingress, target: 81, published: "81", protocol: tcp}]
          volumes: ['/a:/x']                    | volumes: ['/b:/x']                  | volumes        | [{type: bind, source: /b, target: /x, bind: {create_host_path: true}}]
          healthcheck: {test: a, retries: 1}    | healthcheck: {test: b}              | healthcheck    | {test: [CMD-SHELL, b], retries: 1}
          networks: [front]                     | networks: [back]                    | networks       | {front: null, back: null}
          networks: [front]                     | tty: true                           | networks       | {front: null}
          depends_on: [db]                      | tty: true                           | depends_on     | {db: {condition: service_started, required: true}}
          links: [db]                           | tty: true                           | links          | [db]
          volumes_from: [db]                    | tty: true                           | volumes_from   | [db]
          secrets: [key]                        | tty: true                           | secrets        | [{source: key, target: /run/secrets/key}]
          network_mode: host                    | tty: true                           | network_mode   | host
          build: /a                             | build: {target: t}                  | build          | {context: /a, dockerfile: Dockerfile, target: t}
          deploy: {replicas: 2}                 | deploy: {replicas: 3}               | deploy         | {replicas: 3, resources: {}, placement: {}}
          container_name: one                     | container_name: two                   | container_name | two
          logging: {driver: a, options: {x: 1}} | logging: {driver: b}                | logging        | {driver: b}
          ulimits: {core: 1}                    | ulimits: {core: {soft: 1, hard: 2}} | ulimits        | {core: {soft: 1, hard: 2}}
          hostname: a                           | hostname: null                      | hostname       | a
          """)
  void theServiceIsMergedOntoItsBase(String base, String own, String key, String shown) {
    String around =
        """
        networks: {front: {}, back: {}}
        secrets: {key: {file: /key}}
        """;
    String same =
        "services: {web: {extends: base, %s}, base: {image: x, profiles: [p], %s}, db: {image: x}}\n"
            .formatted(own, base.replace("container_name: one", "domainname: x"));
    String other =
        "services: {web: {extends: {service: base, file: base.yaml}, %s}, db: {image: x}}\n"
            .formatted(own);

    assertThat(
            SmallProject.of(same + around)
                .withServices(java.util.List.of("web"))
                .at("services.web." + key))
        .isEqualTo(SmallProject.shown(shown));
    assertThat(
            SmallProject.of(other + around)
                .with("base.yaml", "services: {base: {image: x, " + base + "}}\n")
                .at("services.web." + key))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          build: .                                     | build       | {context: /srv/app/lib, dockerfile: Dockerfile}
          build: ..                                    | build       | {context: /srv/app, dockerfile: Dockerfile}
          build: {context: ./b, additional_contexts: {a: ./c}} | build       | {context: /srv/app/lib/b, dockerfile: Dockerfile, additional_contexts: {a: /srv/app/lib/c}}
          volumes: ['./d:/d']                          | volumes     | [{type: bind, source: /srv/app/lib/d, target: /d, bind: {create_host_path: true}}]
          env_file: a.env                              | environment | {IN: lib}
          """)
  void pathsAreThoseOfTheOtherFile(String keys, String path, String shown) {
    assertThat(
            SmallProject.of("services: {web: {extends: {service: base, file: lib/base.yaml}}}\n")
                .with("lib/base.yaml", "services: {base: {image: x, " + keys + "}}\n")
                .with("lib/a.env", "IN=lib\n")
                .with("a.env", "IN=app\n")
                .at("services.web." + path))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a chain in one file      | web: {extends: a}, a: {extends: b, tty: true}, b: {image: x, hostname: b} | {command: null, entrypoint: null, image: x, tty: true, hostname: b, networks: {default: null}}
          a chain over files       | web: {extends: {service: one, file: one.yaml}} | {command: null, entrypoint: null, image: two, tty: true, networks: {default: null}}
          a file that is the same  | web: {extends: {service: a, file: file1.yaml}}, a: {image: x} | {command: null, entrypoint: null, image: x, networks: {default: null}}
          a name in quotes         | web: {extends: {service: 'a.b'}}, a.b: {image: x} | {command: null, entrypoint: null, image: x, networks: {default: null}}
          a variable in the name   | web: {extends: '${BASE}'}, a: {image: x}     | {command: null, entrypoint: null, image: x, networks: {default: null}}
          variables of the project | web: {extends: {service: variable, file: one.yaml}} | {command: null, entrypoint: null, image: from-shell, networks: {default: null}}
          a broken neighbour       | web: {extends: {service: ok, file: broken.yaml}} | {command: null, entrypoint: null, image: fine, networks: {default: null}}
          an include inside        | web: {extends: {service: ok, file: includes.yaml}} | {command: null, entrypoint: null, image: fine, networks: {default: null}}
          """)
  void theChainIsFollowedToItsEnd(String what, String services, String shown) {
    assertThat(
            SmallProject.of("services: {" + services + "}\n")
                .withVariable("BASE", "a")
                .withVariable("IMAGE", "from-shell")
                .with(
                    "one.yaml",
                    "services: {one: {extends: {service: two, file: lib/two.yaml}, tty: true}, variable: {image: '${IMAGE}'}}\n")
                .with("lib/two.yaml", "services: {two: {image: two}}\n")
                .with("lib/.env", "IMAGE=from-lib\n")
                .with("broken.yaml", "services: {ok: {image: fine}, bad: {imgae: x, ports: 5}}\n")
                .with("includes.yaml", "include: [missing.yaml]\nservices: {ok: {image: fine}}\n")
                .at("services.web"))
        .isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          volumes: ['data:/d'] | base.yaml:1:39: services.web.volumes[0]: volume 'data' is not declared
          networks: [front]    | base.yaml:1:40: services.web.networks.front: network 'front' is not declared
          secrets: [key]       | base.yaml:1:39: services.web.secrets[0]: secret 'key' is not declared
          configs: [conf]      | base.yaml:1:39: services.web.configs[0]: config 'conf' is not declared
          depends_on: [db]     | base.yaml:1:42: services.web.depends_on.db: 'db' is not a service
          """)
  void whatElseTheOtherFileDeclaresIsNotTaken(String keys, String problem) {
    assertThat(
            SmallProject.of("services: {web: {extends: {service: base, file: base.yaml}}}\n")
                .with(
                    "base.yaml",
                    "services: {base: {image: x, "
                        + keys
                        + "}, db: {image: x}}\n"
                        + "volumes: {data: {}}\nnetworks: {front: {}}\n"
                        + "secrets: {key: {file: /k}}\nconfigs: {conf: {file: /c}}\n")
                .problems())
        .startsWith(problem + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {extends: web}                          | file1.yaml:1:27: services.web.extends: services extend each other in a circle: web -> web
          web: {extends: a}, a: {extends: web}         | file1.yaml:1:44: services.a.extends: services extend each other in a circle: web -> a -> web
          web: {extends: a}, a: {extends: b}, b: {extends: a} | file1.yaml:1:61: services.b.extends: services extend each other in a circle: a -> b -> a
          web: {extends: {service: loop, file: base.yaml}} | base.yaml:1:46: services.loop.extends: services extend each other in a circle: loop of base.yaml -> loop of base.yaml
          web: {extends: other}, othre: {image: x}     | file1.yaml:1:27: services.web.extends: there is no service 'other' to extend
          web: {extends: {file: base.yaml}}            | file1.yaml:1:18: services.web.extends: has no 'service'
          web: {extends: {service: a, file: no.yaml}}  | file1.yaml:1:27: services.web.extends.file: there is no file /srv/app/no.yaml
          web: {extends: {service: a, file: base.yaml}} | file1.yaml:1:27: services.web.extends: there is no service 'a' to extend in base.yaml
          web: {extends: [a]}                          | file1.yaml:1:27: services.web.extends: must be a map, not a list
          web: {extends: ''}                           | file1.yaml:1:27: services.web.extends: there is no service '' to extend
          """)
  void whatCannotBeExtendedIsRefused(String services, String problem) {
    assertThat(
            SmallProject.of("services: {" + services + "}\n")
                .with(
                    "base.yaml",
                    "services: {base: {image: x}, loop: {extends: {service: loop, file: base.yaml}}}\n")
                .problems())
        .startsWith(problem + "\n    hint: ")
        .doesNotContain("has no 'image'");
  }

  @Test
  void aServiceOfAnotherFileIsExtendedByNamingThatFile() {
    assertThat(
            SmallProject.of(
                    "services: {web: {image: x}, base: {image: y, tty: true}}\n",
                    "services: {web: {extends: base}}\n")
                .problems())
        .isEqualTo(
            """
            file2.yaml:1:27: services.web.extends: there is no service 'base' to extend
                hint: name a service of this file, or add 'file' with the file that it is in
            """);
  }

  @Test
  void aFaultyBaseOfManyIsToldOfOnceAndInItsFile() {
    assertThat(
            SmallProject.of(
                    """
                    services:
                      a: {extends: {service: base, file: base.yaml}}
                      b: {extends: {service: base, file: base.yaml}}
                    """)
                .with("base.yaml", "services:\n  base: {image: x, tyy: true, ports: [a]}\n")
                .problems())
        .isEqualTo(
            """
            base.yaml:2:20: services.base.tyy: 'tyy' is not a key of a service
                hint: did you mean 'tty'?
            base.yaml:2:39: services.base.ports[0]: container port 'a' is neither a number nor a range
                hint: write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'
            """);
  }
}
