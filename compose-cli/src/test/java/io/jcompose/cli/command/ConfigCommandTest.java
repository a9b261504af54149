package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.plan.ImageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code config} prints, flag by flag. */
@Timeout(60)
class ConfigCommandTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String SHOP =
      """
      name: shop
      services:
        web:
          image: web
          depends_on: [db]
          networks: [front]
          env_file: web.env
        db:
          image: postgres:16
          volumes: ["data:/data", "./init:/init"]
          environment: [PATH_OF_NOBODY]
        adm:
          build: {context: ./adm, args: [NOT_SET]}
          profiles: [debug, all]
          models: [llm]
      networks: {front: , unused: }
      volumes: {data: , spare: }
      models: {llm: {model: ai/m}}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() throws IOException {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
    Files.writeString(directory.resolve("web.env"), "FROM_FILE=1\n");
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void theWholeFileIsYamlUnlessJsonIsAskedFor() {
    jcompose.file("name: shop\nservices: {web: {image: web, command: [echo, $$HOME]}}\n");

    assertThat(output("config"))
        .isEqualTo(output("config", "--format", "yaml"))
        .isEqualTo(
            """
            name: shop
            services:
              web:
                command:
                  - echo
                  - $$HOME
                image: web
                networks:
                  default: null
            networks:
              default:
                name: shop_default
            """);
    assertThat(output("config", "--format", "json"))
        .isEqualTo(
            """
            {
              "name": "shop",
              "services": {
                "web": {
                  "command": [
                    "echo",
                    "$$HOME"
                  ],
                  "entrypoint": null,
                  "image": "web",
                  "networks": {
                    "default": null
                  }
                }
              },
              "networks": {
                "default": {
                  "name": "shop_default",
                  "ipam": {}
                }
              }
            }
            """);
  }

  @Test
  void convertIsAnotherNameOfIt() {
    assertThat(output("convert")).isEqualTo(output("config"));
    assertThat(output("convert", "--services")).isEqualTo("db\nweb\n");
  }

  @Test
  void listsAreALineEachByName() {
    assertThat(output("config", "--services")).isEqualTo("db\nweb\n");
    assertThat(output("config", "--volumes")).isEqualTo("data\n");
    assertThat(output("config", "--networks")).isEqualTo("default\nfront\n");
    assertThat(output("config", "--models")).isEmpty();
    assertThat(output("config", "--images")).isEqualTo("postgres:16\nweb\n");
    assertThat(output("--profile", "debug", "config", "--services")).isEqualTo("adm\ndb\nweb\n");
    assertThat(output("--profile", "debug", "config", "--models")).isEqualTo("llm\n");
    assertThat(output("--profile", "debug", "config", "--images"))
        .isEqualTo("postgres:16\nshop-adm\nweb\n");
  }

  @Test
  void profilesAreThoseOfInactiveServicesToo() {
    assertThat(output("config", "--profiles")).isEqualTo("all\ndebug\n");
  }

  @Test
  void resourcesThatNobodyUsesAreKeptOnDemand() {
    assertThat(output("--all-resources", "config", "--volumes")).isEqualTo("data\nspare\n");
    assertThat(output("--all-resources", "config", "--networks"))
        .isEqualTo("default\nfront\nunused\n");
    assertThat(output("--all-resources", "config", "--models")).isEqualTo("llm\n");
  }

  /** As with docker compose, what the other active services use stays. */
  @Test
  void servicesNamedAreKeptWithWhatTheyDependOn() {
    jcompose.file(
        """
        name: shop
        services:
          web: {image: web, depends_on: [db], env_file: missing.env}
          db: {image: db, networks: [back], depends_on: {cache: {condition: service_started}}}
          cache: {image: cache, networks: [back]}
          other: {image: other, networks: [front], profiles: [late]}
        networks: {back: , front: , unused: }
        """);

    assertThat(output("config", "db"))
        .isEqualTo(
            """
            name: shop
            services:
              cache:
                image: cache
                networks:
                  back: null
              db:
                depends_on:
                  cache:
                    condition: service_started
                    required: true
                image: db
                networks:
                  back: null
            networks:
              back:
                name: shop_back
              default:
                name: shop_default
            """);
    assertThat(output("config", "--services", "db")).isEqualTo("cache\ndb\n");
    assertThat(output("config", "--services", "other")).isEqualTo("other\n");
    assertThat(output("config", "--images", "cache", "db")).isEqualTo("cache\ndb\n");
  }

  @Test
  void aServiceThatIsNotThereIsToldWithTheNearest() {
    Result result = jcompose.run("config", "wbe");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: no such service: 'wbe'
              hint: did you mean 'web'? choose from: adm, db, web
            """);
  }

  @Test
  void aFileWithoutServicesHasNoneToChooseFrom() {
    jcompose.file("name: shop\nservices: {}\n");

    assertThat(jcompose.run("config", "web").error())
        .isEqualTo(
            """
            jcompose: no such service: 'web'
              hint: describe it under 'services:' in a Compose file
            """);
  }

  @Test
  void aHashIsPrintedForEachServiceAskedFor() {
    String all = output("config", "--hash", "*");

    assertThat(all).matches("db [0-9a-f]{64}\nweb [0-9a-f]{64}\n");
    assertThat(output("config", "--hash", "web")).isEqualTo(all.lines().toList().get(1) + "\n");
    assertThat(output("config", "--hash", "web,db")).isEqualTo(all);
    assertThat(output("--profile", "all", "config", "--hash", "adm")).matches("adm [0-9a-f]{64}\n");
  }

  @Test
  void aHashOfNoServiceIsRefused() {
    assertThat(jcompose.run("config", "--hash", "wbe").error())
        .isEqualTo(
            """
            jcompose: no such service: 'wbe'
              hint: did you mean 'web'? choose from: adm, db, web
            """);
    assertThat(jcompose.run("config", "--hash", "adm").error())
        .isEqualTo(
            """
            jcompose: service 'adm' is not active
              hint: turn on one of its profiles with '--profile', or name it as an argument too
            """);
  }

  @Test
  void variablesAreATableWithTheirDefaults() {
    jcompose.file(
        """
        name: "${NAME:-shop}"
        services:
          web:
            image: "web:${TAG:-latest}"
            ports: ["${PORT:?needed}:80"]
            command: [echo, "${DEBUG:+-v}", $$NONE]
        """);

    assertThat(output("config", "--variables"))
        .isEqualTo(
            """
            NAME    REQUIRED   DEFAULT VALUE   ALTERNATE VALUE
            DEBUG   false                      -v
            NAME    false      shop
            PORT    true
            TAG     false      latest
            """);
  }

  @Test
  void variablesAreAlsoJsonAndYaml() {
    jcompose.file("services: {web: {image: 'web:${TAG:-latest}', user: '${USER:?}'}}");

    assertThat(output("config", "--variables", "--format", "json"))
        .isEqualTo(
            "{\"TAG\":{\"Name\":\"TAG\",\"DefaultValue\":\"latest\",\"PresenceValue\":\"\","
                + "\"Required\":false},\"USER\":{\"Name\":\"USER\",\"DefaultValue\":\"\","
                + "\"PresenceValue\":\"\",\"Required\":true}}\n");
    assertThat(output("config", "--variables", "--format", "yaml"))
        .isEqualTo(
            """
            TAG:
              name: TAG
              defaultvalue: latest
              presencevalue: ""
              required: false
            USER:
              name: USER
              defaultvalue: ""
              presencevalue: ""
              required: true
            """);
  }

  @Test
  void theEnvironmentIsWhatMayBeFilledIn() throws IOException {
    Files.writeString(directory.resolve(".env"), "B=2\nA='a b'\n");

    assertThat(output("config", "--environment"))
        .isEqualTo("A=a b\nB=2\nCOMPOSE_PROJECT_NAME=shop\n");
  }

  /** Places of other types than text, and dollar signs that are meant, stay too. */
  @Test
  void withoutInterpolationVariablesStayAsTheyStand() {
    jcompose.file(
        """
        name: shop
        services:
          web:
            image: "web:${TAG:-latest}"
            command: echo $$HOME ${X:?needed}
            ports: ["${PORT}:80", "81:81"]
            privileged: ${P}
            deploy: {replicas: "${N}"}
            environment: [GIVEN, "SET=$SET"]
            env_file: a.env
            profiles: [late]
        volumes: {unused: }
        """);

    assertThat(output("config", "--no-interpolate"))
        .isEqualTo(
            """
            name: shop
            services:
              web:
                command: echo $$HOME ${X:?needed}
                deploy:
                  replicas: ${N}
                env_file:
                  - path: DIR/a.env
                    required: true
                environment:
                  GIVEN: null
                  SET: $SET
                image: web:${TAG:-latest}
                networks:
                  default: null
                ports:
                  - ${PORT}:80
                  - mode: ingress
                    target: 81
                    published: "81"
                    protocol: tcp
                privileged: ${P}
                profiles:
                  - late
            networks:
              default:
                name: shop_default
            volumes:
              unused:
                name: shop_unused
            """);
    assertThat(output("config", "--no-interpolate", "--format", "json"))
        .contains("\"replicas\": \"${N}\"", "\"privileged\": \"${P}\"", "echo $$HOME")
        .doesNotContain("entrypoint", "ipam");
  }

  @Test
  void withoutInterpolationServicesCannotBeChosen() {
    Result result = jcompose.run("config", "--no-interpolate", "--services", "db");

    assertThat(result.code()).isZero();
    assertThat(result.output()).isEqualTo("adm\ndb\nweb\n");
    assertThat(result.error())
        .isEqualTo(
            "warning: services cannot be chosen before variables are filled in: all are"
                + " printed\n");
  }

  /** What they hold is part of the project, so their names must be known. */
  @Test
  void namesOfFurtherFilesAreFilledInAllTheSame() throws IOException {
    Files.writeString(directory.resolve("base.yaml"), "services: {base: {image: 'b:${TAG}'}}");
    Files.writeString(directory.resolve("more.yaml"), "services: {more: {image: 'm:${TAG}'}}");
    jcompose.file(
        """
        include: ["${MORE:-more}.yaml"]
        services: {web: {extends: {file: "${BASE:-base}.yaml", service: base}}}
        """);

    assertThat(output("config", "--no-interpolate", "--images")).isEqualTo("b:${TAG}\nm:${TAG}\n");
    assertThat(output("config", "--variables"))
        .isEqualTo(
            """
            NAME   REQUIRED   DEFAULT VALUE   ALTERNATE VALUE
            BASE   false      base
            MORE   false      more
            TAG    false
            """);
  }

  @Test
  void withoutNormalizationNothingIsImplied() {
    jcompose.file(
        """
        name: shop
        services:
          web: {image: web, pid: "service:db", networks: [front]}
          db: {build: {context: ./db, args: [NOT_SET]}}
        networks: {front: }
        """);

    assertThat(output("config", "--no-normalize"))
        .isEqualTo(
            """
            name: shop
            services:
              db:
                build:
                  context: DIR/db
                  args:
                    NOT_SET: null
              web:
                image: web
                networks:
                  front: null
                pid: service:db
            networks:
              front: null
            """);
    assertThat(output("config", "--no-normalize", "--format", "json"))
        .contains("\"front\": {\n      \"ipam\": {}\n    }");
  }

  @Test
  void withoutPathResolutionPathsStayRelativeToTheProject() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    Files.writeString(
        directory.resolve("sub/more.yaml"),
        "services: {more: {build: ., env_file: more.env, volumes: ['../x:/x', '~/y:/y']}}");
    Files.writeString(directory.resolve("sub/more.env"), "A=1");
    jcompose.file(
        """
        name: shop
        include: [sub/more.yaml]
        services: {web: {build: ./web, volumes: ["./data:/data", "/abs:/abs"]}}
        """);

    assertThat(output("config", "--no-path-resolution"))
        .isEqualTo(
            """
            name: shop
            services:
              more:
                build:
                  context: sub
                  dockerfile: Dockerfile
                environment:
                  A: "1"
                networks:
                  default: null
                volumes:
                  - type: bind
                    source: x
                    target: /x
                    bind:
                      create_host_path: true
                  - type: bind
                    source: ~/y
                    target: /y
                    bind:
                      create_host_path: true
              web:
                build:
                  context: ./web
                  dockerfile: Dockerfile
                networks:
                  default: null
                volumes:
                  - type: bind
                    source: ./data
                    target: /data
                    bind:
                      create_host_path: true
                  - type: bind
                    source: /abs
                    target: /abs
                    bind:
                      create_host_path: true
            networks:
              default:
                name: shop_default
            """);
  }

  @Test
  void withoutConsistencyServicesMayMentionWhatIsNotThere() {
    jcompose.file("services: {web: {image: web, depends_on: [db], volumes: ['data:/data']}}");

    assertThat(jcompose.run("config", "-q").code()).isEqualTo(3);
    assertThat(output("config", "--no-consistency", "--services")).isEqualTo("web\n");
  }

  @Test
  void withoutEnvironmentResolutionEnvFilesStayAList() {
    jcompose.file(
        """
        name: shop
        services:
          web:
            image: web
            env_file: [missing.env, {path: other.env, required: false, format: raw}]
            label_file: labels.env
            environment: [NOT_SET]
            network_mode: none
        """);

    assertThat(output("config", "--no-env-resolution"))
        .isEqualTo(
            """
            name: shop
            services:
              web:
                env_file:
                  - path: DIR/missing.env
                    required: true
                  - path: DIR/other.env
                    required: false
                    format: raw
                environment:
                  NOT_SET: null
                image: web
                label_file:
                  - DIR/labels.env
                network_mode: none
            """);
  }

  @Test
  void imagesAreNamedByTheDigestsThatTheirRegistriesHave() {
    jcompose.runtime().image("web", "sha256:" + "e".repeat(64), ImageConfig.EMPTY);
    jcompose.runtime().offer("web", DIGEST);
    jcompose.file(
        """
        name: shop
        services:
          web: {image: web, network_mode: none}
          dir: {image: "rootfs:/", network_mode: none}
          fixed: {image: "fixed:1@%s", network_mode: none}
          built: {build: ., network_mode: none}
        """
            .formatted(DIGEST));

    assertThat(output("config", "--resolve-image-digests", "--images"))
        .isEqualTo(
            "fixed:1@DIGEST\nrootfs:/\nshop-built\nweb:latest@DIGEST\n".replace("DIGEST", DIGEST));
    assertThat(output("config", "--resolve-image-digests"))
        .contains("    image: web:latest@" + DIGEST + "\n");
  }

  @Test
  void anOverrideFileLocksImagesOnly() {
    jcompose.runtime().offer("web", DIGEST);
    jcompose.file(
        """
        name: shop
        services:
          web:
            image: web
            environment: {A: "1"}
            volumes:
              - {type: image, source: web, target: /x}
              - /data
          mine:
            image: web
            pre_start: [{image: web, command: [prepare]}]
            volumes:
              - {type: image, source: web, target: /x}
          built: {build: .}
        """);

    Result result = jcompose.run("config", "--lock-image-digests");

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.output())
        .isEqualTo(
            """
            services:
              mine:
                image: web:latest@DIGEST
                volumes:
                  - type: image
                    source: web
                    target: /x
              web:
                image: web:latest@DIGEST
                volumes:
                  - type: image
                    source: web
                    target: /x
            """
                .replace("DIGEST", DIGEST));
    assertThat(result.error())
        .contains(
            "warning: services.mine.pre_start: images of hooks are not in the override file: hooks"
                + " add up; --resolve-image-digests names them in the whole file\n");
    assertThat(output("config", "--lock-image-digests", "--format", "json", "web"))
        .startsWith(
            "{\n  \"services\": {\n    \"web\": {\n      \"image\": \"web:latest@" + DIGEST);
  }

  @Test
  void allImagesThatRegistriesDoNotHaveAreToldAtOnceEachWithItsPlace() {
    jcompose.runtime().offer("web", DIGEST);
    jcompose.file(
        """
        services:
          web: {image: web}
          db:
            image: none:1
            pre_start: [{image: none:2, command: [x]}]
          api: {image: none:1}
        """);

    Result result = jcompose.run("config", "--resolve-image-digests");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: compose.yaml:4:12: services.db.image: the registry has no image 'none:1'
            compose.yaml:5:25: services.db.pre_start[0].image: the registry has no image 'none:2'
            compose.yaml:6:16: services.api.image: the registry has no image 'none:1'
              hint: correct its name
            """);
    assertThat(jcompose.runtime().journal())
        .as("each is asked for once")
        .containsExactlyInAnyOrder(
            "look up image none:1", "look up image none:2", "look up image web");
  }

  @Test
  void anImageWithAVariableInItHasNoDigestYet() {
    jcompose.file("services: {web: {image: 'web:${TAG}'}}");

    assertThat(jcompose.run("config", "--no-interpolate", "--resolve-image-digests").error())
        .isEqualTo(
            """
            jcompose: compose.yaml:1:25: services.web.image: cannot name image 'web:${TAG}' by its \
            digest: it has a variable in it
              hint: leave out --no-interpolate
            """);
  }

  @Test
  void theOutputReplacesAFileAsAWhole() throws IOException {
    Path file = directory.resolve("out.yaml");
    Files.writeString(file, "what was there before, and longer than the names");
    Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file);

    Result result = jcompose.run("config", "--services", "-o", link.toString());

    assertThat(result).isEqualTo(new Result(0, "", ""));
    assertThat(file).hasContent("db\nweb\n");
    assertThat(link).isSymbolicLink();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".out"));
    }
  }

  @Test
  void whatIsWrittenLoadsAgainToTheSame() {
    String first = output("config");
    Path file = directory.resolve("out.yaml");

    assertThat(jcompose.run("config", "-o", file.toString()).code()).isZero();

    assertThat(output("-f", file.toString(), "config")).isEqualTo(first);
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldWithTheReason() {
    Path nowhere = directory.resolve("nowhere/out.yaml");

    Result result = jcompose.run("config", "-o", nowhere.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            """
            jcompose: cannot write %s: its directory does not exist
              hint: name a file with -o that you may write, in a directory that exists
            """
                .formatted(nowhere));
    assertThat(jcompose.run("config", "-o", directory.toString()).error())
        .contains("cannot write " + directory + ": it is a directory\n");
  }

  @Test
  void quietlyOnlyTheExitCodeTells() {
    assertThat(jcompose.run("config", "-q")).isEqualTo(new Result(0, "", ""));
    assertThat(jcompose.run("config", "-q", "--services")).isEqualTo(new Result(0, "", ""));
    jcompose.file("services: {web: {imag: x}}");
    assertThat(jcompose.run("config", "-q").code()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--services --volumes",
        "--images --hash *",
        "--profiles --networks",
        "--variables --environment",
        "--models --lock-image-digests"
      })
  void oneListAtATimeIsPrinted(String flags) {
    Result result = jcompose.run(("config " + flags).split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.error()).contains("mutually exclusive");
  }

  @Test
  void aFormatThatThereIsNotIsAUsageError() {
    Result result = jcompose.run("config", "--format", "xml");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("'xml'");
  }

  @Test
  void warningsGoToStandardError() {
    jcompose.file("services: {web: {image: 'web${UNSET}'}}");

    Result result = jcompose.run("config", "--images");

    assertThat(result.output()).isEqualTo("web\n");
    assertThat(result.error()).startsWith("warning: ").contains("UNSET");
  }

  /** Runs jcompose, which must succeed, and shows the test's directory as {@code DIR}. */
  private String output(String... words) {
    Result result = jcompose.run(words);
    assertThat(result.code()).as(result.error()).isZero();
    return result.output().replace(directory.toString(), "DIR");
  }
}
