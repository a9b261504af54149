package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code include} brings into a project, a fact a row. */
class IncludeTableTest {
  private static final String LIB =
      "services: {lib: {image: 'x:${TAG:-none}', build: ., volumes: ['./d:/d']}}\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [lib/compose.yaml]                           | services.lib.image         | x:lib
          [./lib/compose.yaml]                         | services.lib.image         | x:lib
          [/srv/app/lib/compose.yaml]                  | services.lib.image         | x:lib
          ['${WHERE}/compose.yaml']                    | services.lib.image         | x:lib
          [{path: lib/compose.yaml}]                   | services.lib.image         | x:lib
          [{path: [lib/compose.yaml]}]                 | services.lib.image         | x:lib
          [lib/compose.yaml]                           | services.lib.build.context | /srv/app/lib
          [{path: lib/compose.yaml, project_directory: .}] | services.lib.build.context | /srv/app
          [{path: lib/compose.yaml, project_directory: .}] | services.lib.image         | x:none
          [{path: lib/compose.yaml, project_directory: other}] | services.lib.build.context | /srv/app/other
          [{path: lib/compose.yaml, project_directory: other}] | services.lib.image         | x:other
          [{path: lib/compose.yaml, project_directory: /srv/app/other}] | services.lib.build.context | /srv/app/other
          [{path: lib/compose.yaml, env_file: other/.env}] | services.lib.image         | x:other
          [{path: lib/compose.yaml, env_file: [lib/.env, other/.env]}] | services.lib.image         | x:other
          [{path: lib/compose.yaml, env_file: [other/.env, lib/.env]}] | services.lib.image         | x:lib
          [{path: lib/compose.yaml, env_file: /dev/null}] | services.lib.image         | x:none
          [{path: [lib/compose.yaml, other/more.yaml]}] | services.lib.image         | more
          [{path: [lib/compose.yaml, other/more.yaml]}] | services.lib.build         | {context: /srv/app/lib/more, dockerfile: Dockerfile}
          [{path: [other/more.yaml, lib/compose.yaml]}] | services.lib.image         | x:other
          [{path: [other/more.yaml, lib/compose.yaml]}] | services.lib.build         | {context: /srv/app/other, dockerfile: Dockerfile}
          [lib/compose.yaml, lib/compose.yaml]         | services.lib.image         | x:lib
          [lib/named.yaml]                             | name                       | app
          [lib/resources.yaml]                         | networks.front             | {name: app_front, ipam: {}}
          [lib/resources.yaml]                         | volumes.data               | {name: app_data}
          [lib/resources.yaml]                         | secrets.key                | {name: app_key, file: /srv/app/lib/key}
          [lib/deep.yaml]                              | services.lib.image         | x:lib
          [lib/deep.yaml]                              | services.lib.build.context | /srv/app/lib/deep
          [lib/file.yaml]                              | services.own.environment   | {IN: lib}
          [lib/own-variable.yaml]                      | services.own.environment   | {TAG: lib, WHERE: lib}
          [{path: lib/own-variable.yaml, env_file: /dev/null}] | services.own.environment | {TAG: null, WHERE: lib}
          null                                         | services.web.image         | w
          []                                           | services.web.image         | w
          """)
  void anIncludedProjectHasItsOwnDirectoryAndVariables(String include, String path, String shown) {
    assertThat(including(include).at(path)).isEqualTo(SmallProject.shown(shown));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lib/compose.yaml | x:shell
          lib/deep.yaml    | x:shell
          """)
  void theShellWinsOverAnIncludedEnvFile(String file, String image) {
    assertThat(including("[" + file + "]").withVariable("TAG", "shell").at("services.lib.image"))
        .isEqualTo(image);
  }

  @Test
  void theEnvFileOfTheIncludingProjectWinsToo() {
    assertThat(including("[lib/compose.yaml]").with(".env", "TAG=app\n").at("services.lib.image"))
        .isEqualTo("x:app");
  }

  @Test
  void ofWhatBothDeclareTheIncludingFileWins() {
    SmallProject project =
        SmallProject.of("include: [lib.yaml]\nservices: {lib: {image: mine, dns: [1.1.1.1]}}\n")
            .with("lib.yaml", "services: {lib: {image: x, tty: true, dns: [2.2.2.2]}}\n");

    assertThat(project.at("services.lib"))
        .isEqualTo(
            SmallProject.shown(
                "{command: null, entrypoint: null, image: mine, tty: true,"
                    + " dns: [2.2.2.2, 1.1.1.1], networks: {default: null}}"));
  }

  @Test
  void anOverrideFileChangesWhatTheFirstIncludes() {
    assertThat(
            SmallProject.of("include: [lib.yaml]\n", "services: {lib: {image: mine}}\n")
                .with("lib.yaml", "services: {lib: {image: x}}\n")
                .at("services.lib.image"))
        .isEqualTo("mine");
  }

  @Test
  void includedServicesCanBeExtendedAndWaitedFor() {
    SmallProject project =
        SmallProject.of("include: [lib.yaml]\nservices: {web: {extends: lib, depends_on: [lib]}}\n")
            .with("lib.yaml", "services: {lib: {image: x, tty: true}}\n");

    assertThat(project.at("services.web.tty")).isEqualTo("true");
    assertThat(project.at("services.web.depends_on"))
        .isEqualTo(SmallProject.shown("{lib: {condition: service_started, required: true}}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [no.yaml]                                    | 1:11: include[0]: there is no file /srv/app/no.yaml
          [{}]                                         | 1:11: include[0]: has no 'path'
          [lib]                                        | 1:11: include[0]: /srv/app/lib is a directory, not a file
          lib/compose.yaml                             | 1:10: include: must be a list, not 'lib/compose.yaml'
          {path: lib/compose.yaml}                     | 1:10: include: must be a list, not a map
          [{path: lib/compose.yaml, paht: y}]          | 1:36: include[0].paht: 'paht' is not a key of an include
          [5]                                          | 1:11: include[0].path: must be a text, not '5'
          [{path: lib/compose.yaml, env_file: no.env}] | 1:46: include[0].env_file: there is no file /srv/app/no.env
          [oci://host/app]                             | 1:11: include[0]: including 'oci://host/app' from elsewhere is not supported by jcompose
          ['https://host/x.git#v1:a']                  | 1:11: include[0]: including 'https://host/x.git#v1:a' from elsewhere is not supported by jcompose
          ['git@host:x.git']                           | 1:11: include[0]: including 'git@host:x.git' from elsewhere is not supported by jcompose
          [file1.yaml]                                 | 1:11: include[0]: files include each other in a circle: file1.yaml -> file1.yaml
          [lib/cycle.yaml]                             | 1:11: include[0]: files include each other in a circle: lib/cycle.yaml -> file1.yaml -> lib/cycle.yaml
          """)
  void whatCannotBeIncludedIsRefused(String include, String problem) {
    assertThat(including(include).problems()).startsWith("file1.yaml:" + problem);
  }

  @Test
  void aProblemOfAnIncludedFileIsToldAtItsPlaceThere() {
    assertThat(
            SmallProject.of("include: [lib/a.yaml]\nservices: {web: {imgae: x}}\n")
                .with("lib/a.yaml", "services:\n  lib:\n    image: x\n    prots: [80]\n")
                .problems())
        .isEqualTo(
            """
            lib/a.yaml:4:5: services.lib.prots: 'prots' is not a key of a service
                hint: did you mean 'ports'?
            file1.yaml:2:12: services.web: has no 'image'
                hint: add 'image: NAME'
            file1.yaml:2:18: services.web.imgae: 'imgae' is not a key of a service
                hint: did you mean 'image'?
            """);
  }

  private static SmallProject including(String include) {
    return SmallProject.of("include: " + include + "\nservices: {web: {image: w}}\n")
        .with("lib/compose.yaml", LIB)
        .with("lib/.env", "TAG=lib\nWHERE=never\n")
        .with("other/.env", "TAG=other\n")
        .with("other/more.yaml", "services: {lib: {image: more, build: more}}\n")
        .with("lib/named.yaml", "name: other\nservices: {lib: {image: x}}\n")
        .with(
            "lib/resources.yaml",
            "services: {lib: {image: x, networks: [front], volumes: ['data:/d'], secrets: [key]}}\nnetworks: {front: {}}\nvolumes: {data: {}}\nsecrets: {key: {file: ./key}}\n")
        .with("lib/deep.yaml", "include: [deep/compose.yaml]\n")
        .with("lib/deep/compose.yaml", LIB)
        .with("lib/deep/.env", "TAG=deep\n")
        .with("lib/file.yaml", "services: {own: {image: x, env_file: a.env}}\n")
        .with("lib/own-variable.yaml", "services: {own: {image: x, environment: [TAG, WHERE]}}\n")
        .with("lib/a.env", "IN=lib\n")
        .with("lib/cycle.yaml", "include: [../file1.yaml]\n")
        .withVariable("WHERE", "lib");
  }
}
