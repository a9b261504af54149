package io.jcompose.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.SmallProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services say of each other and of other elements, and cannot be: all that is told of it. */
class ConsistencyErrorsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web: {image: x, build: {context: ., additional_contexts: {a: service:db}}}, db: {image: x} | 1:73: services.web.build.additional_contexts.a: service 'db' has no 'build' to take as a context | name a service that is built
          web: {image: x, network_mode: 'service:db'}  | 1:42: services.web.network_mode: 'db' is not a service | add the service, or remove the entry
          web: {image: x, container_name: one, scale: 2} | 1:44: services.web.container_name: one container name cannot serve 2 replicas | remove 'container_name', or run one replica
          web: {image: x, container_name: one}, db: {image: x, container_name: one} | 1:81: services.db.container_name: container name 'one' is already given at file1.yaml:1:44 | rename one of the two
          web: {build: {context: ., secrets: [none]}}  | 1:48: services.web.build.secrets[0]: secret 'none' is not declared | declare it under the top-level 'secrets'
          web: {image: x, networks: [none]}            | 1:39: services.web.networks.none: network 'none' is not declared | declare it under the top-level 'networks'
          web: {image: x, volumes: [none:/a]}          | 1:38: services.web.volumes[0]: volume 'none' is not declared | declare it under the top-level 'volumes', or write './none' for a directory
          web: {image: x, configs: [none]}             | 1:38: services.web.configs[0]: config 'none' is not declared | declare it under the top-level 'configs'
          web: {image: x, models: [none]}              | 1:37: services.web.models.none: model 'none' is not declared | declare it under the top-level 'models'
          web: {image: x, secrets: [none]}             | 1:38: services.web.secrets[0]: secret 'none' is not declared | declare it under the top-level 'secrets'
          web: {image: x, depends_on: [dbs]}, db: {image: x} | 1:41: services.web.depends_on.dbs: 'dbs' is not a service | did you mean 'db'?
          web: {image: x, volumes_from: [none]}        | 1:43: services.web.volumes_from[0]: 'none' is not a service | add the service, or remove the entry
          web: {image: x, links: [none]}               | 1:36: services.web.links[0]: 'none' is not a service | add the service, or remove the entry
          web: {image: x, ipc: 'service:none'}         | 1:33: services.web.ipc: 'none' is not a service | add the service, or remove the entry
          web: {image: x, volumes: [{type: volume, source: none, target: /a}]} | 1:38: services.web.volumes[0]: volume 'none' is not declared | declare it under the top-level 'volumes', or write './none' for a directory
          web: {image: x, volumes: [dta:/a]}           | 1:38: services.web.volumes[0]: volume 'dta' is not declared | did you mean 'data'?
          web: {image: x, volumes: [a/b:/a]}           | 1:38: services.web.volumes[0]: volume 'a/b' is not declared | write './a/b': a path starts with '.', '/' or '~'
          web: {image: x, secrets: [{source: none}]}   | 1:38: services.web.secrets[0]: secret 'none' is not declared | declare it under the top-level 'secrets'
          web: {image: x, networks: [frnt]}            | 1:39: services.web.networks.frnt: network 'frnt' is not declared | did you mean 'front'?
          web: {image: x, depends_on: ["a\\nb\\e[31m"]} | 1:41: services.web.depends_on.a b [31m: 'a b [31m' is not a service | add the service, or remove the entry
          web: {image: x, depends_on: [off]}, off: {image: x, profiles: [p]} | 1:41: services.web.depends_on.off: service 'off' is needed here, but none of its profiles is active | add '--profile p'
          web: {image: x, depends_on: [web]}           | 1:41: services.web.depends_on.web: service 'web' depends on itself | remove the entry
          web: {image: x, depends_on: [db]}, db: {image: x, depends_on: [web]} | 1:75: services.db.depends_on.web: dependency cycle: web -> db -> web | remove one of these dependencies
          """)
  void namesThatNobodyBears(String text, String problem, String hint) {
    assertThat(services(text).problems()).isEqualTo(text(problem, hint));
  }

  private static SmallProject services(String services) {
    return SmallProject.of(
        "services: {" + services + "}\nnetworks: {front: {}}\nvolumes: {data: {}}\n");
  }

  private static String text(String problem, String hint) {
    return "file1.yaml:" + problem + "\n    hint: " + hint + "\n";
  }
}
