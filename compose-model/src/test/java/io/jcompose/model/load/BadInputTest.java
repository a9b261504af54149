package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  private final MemorySources sources = new MemorySources();

  @Test
  void brokenYamlInOneFileDoesNotHideAnUnknownKeyInAnother() {
    sources
        .with("/srv/app/a.yaml", "services:\n  web:\n    image: 'nginx\n")
        .with("/srv/app/b.yaml", "services:\n  db:\n    image: postgres\n    imgae: x\n");

    assertThat(problems("a.yaml", "b.yaml"))
        .isEqualTo(
            """
            a.yaml:3:12: is not valid YAML: while scanning a quoted scalar, found unexpected end of stream
                hint: close the quote
            b.yaml:4:5: services.db.imgae: 'imgae' is not a key of a service
                hint: did you mean 'image'?
            """);
  }

  @Test
  void everyMistakeOfAFileIsReportedInTheOrderOfTheFile() {
    assertThat(
            problemsOf(
                """
                version: "3"
                servces: {}
                services:
                  web:
                    image: NGINX ALPINE
                    deploy: {replicas: 3}
                    ports: ["80:http", "70000", "8000-8001:80-82", {published: 80}]
                    expose: [0]
                    depends_on:
                      bd: {condition: service_health}
                      web: {condition: service_started}
                      db: {}
                    volumes: ["dta:/data", "foo/bar:/x", "/a:/data", "a:b:c:d", "x:relative"]
                    tmpfs: [/x/../data]
                    stop_grace_period: 10
                    stop_signal: SIGFOO
                    restart: sometimes
                    init: maybe
                    cap_add: [NET_ADMN]
                    command: echo "unclosed
                    environment: ["A B =1", {C: d}]
                    labels: 5
                    networks: [front]
                    extra_hosts: ["somehost", "a=1.2.3"]
                    healthcheck: {test: [curl, localhost], interval: 5x, start_interval: 1s}
                    container_name: x
                  db:
                    container_name: same
                    image: postgres
                  db2:
                    container_name: same
                volumes:
                  data: {driver: nfs}
                """))
        .isEqualTo(
            """
            compose.yaml:2:1: servces: 'servces' is not a key of a Compose file
                hint: did you mean 'services'?
            compose.yaml:5:12: services.web.image: 'NGINX ALPINE' is neither an image name such as 'docker.io/library/postgres:16', nor 'rootfs:' or one of 'docker-archive:', 'oci-archive:', 'oci:', 'dir:' with an absolute path
                hint: write '[REGISTRY/]NAME[:TAG]', in lower case
            compose.yaml:7:13: services.web.ports[0]: container port 'http' is neither a number nor a range
                hint: write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'
            compose.yaml:7:24: services.web.ports[1]: container port '70000' is not between 1 and 65535
                hint: write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'
            compose.yaml:7:33: services.web.ports[2]: host ports 8000-8001 and container ports 80-82 are not equally many
                hint: write '[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]', such as '8080:80' or '127.0.0.1:53:53/udp'
            compose.yaml:7:52: services.web.ports[3]: has no 'target'
                hint: add 'target' with the port inside the container
            compose.yaml:8:14: services.web.expose[0]: port '0' is not between 1 and 65535
                hint: write a port or a range, such as '80' or '53/udp'
            compose.yaml:10:7: services.web.depends_on.bd: 'bd' is not a service
                hint: did you mean 'db'?
            compose.yaml:10:23: services.web.depends_on.bd.condition: must be service_started, service_healthy or service_completed_successfully, not 'service_health'
                hint: did you mean 'service_healthy'?
            compose.yaml:11:7: services.web.depends_on.web: service 'web' depends on itself
                hint: remove the entry
            compose.yaml:12:7: services.web.depends_on.db: has no 'condition'
                hint: add 'condition: service_started'
            compose.yaml:13:28: services.web.volumes[1]: volume 'foo/bar' is not declared
                hint: write './foo/bar': a path starts with '.', '/' or '~'
            compose.yaml:13:54: services.web.volumes[3]: 'a:b:c:d' is not a volume
                hint: write '[SOURCE:]TARGET[:OPTIONS]', such as './data:/data' or 'name:/data:ro'
            compose.yaml:13:65: services.web.volumes[2]: volume 'x' is not declared
                hint: declare it under the top-level 'volumes', or write './x' for a directory
            compose.yaml:14:13: services.web.tmpfs[0]: '/data' is already mounted by services.web.volumes[0] at compose.yaml:13:42
                hint: keep one of the two
            compose.yaml:15:24: services.web.stop_grace_period: must be a duration, not '10'
                hint: write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'
            compose.yaml:16:18: services.web.stop_signal: 'SIGFOO' is not a signal
                hint: write a name such as 'SIGTERM'
            compose.yaml:17:14: services.web.restart: 'sometimes' is not a restart policy
                hint: use "no", 'always', 'on-failure[:ATTEMPTS]' or 'unless-stopped'
            compose.yaml:18:11: services.web.init: must be true or false, not 'maybe'
                hint: write 'true' or 'false'
            compose.yaml:19:15: services.web.cap_add[0]: 'NET_ADMN' is not a capability
                hint: did you mean 'NET_ADMIN'?
            compose.yaml:20:14: services.web.command: has a quote " that is not closed
                hint: write the command as a list, such as [sh, -c, '…']
            compose.yaml:21:19: services.web.environment[0]: 'A B ' is not a name
                hint: write NAME=value, without space before '='
            compose.yaml:21:29: services.web.environment[1]: must be NAME=value, not a map
                hint: remove the '-' before it, or put the text into quotes
            compose.yaml:22:13: services.web.labels: must be a map, not '5'
                hint: write 'key: value' lines below it
            compose.yaml:23:16: services.web.networks.front: network 'front' is not declared
                hint: declare it under the top-level 'networks'
            compose.yaml:24:19: services.web.extra_hosts[0]: 'somehost' has no address
                hint: write 'NAME=ADDRESS'
            compose.yaml:24:31: services.web.extra_hosts[0]: '1.2.3' is neither an IP address nor host-gateway
                hint: write 'NAME=ADDRESS'
            compose.yaml:25:18: services.web.healthcheck: 'start_interval' needs 'start_period'
                hint: add 'start_period'
            compose.yaml:25:25: services.web.healthcheck.test: a test in list form must start with NONE, CMD or CMD-SHELL, not 'curl'
                hint: put 'CMD' before the program
            compose.yaml:25:54: services.web.healthcheck.interval: must be a duration, not '5x'
                hint: write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'
            compose.yaml:26:21: services.web.container_name: one container name cannot serve 3 replicas
                hint: remove 'container_name', or run one replica
            compose.yaml:30:3: services.db2: has no 'image'
                hint: add 'image: NAME'
            compose.yaml:31:21: services.db2.container_name: container name 'same' is already given at compose.yaml:28:21
                hint: rename one of the two
            """);
  }

  @Test
  void aPlaceThatOnePhaseComplainedAboutIsNotComplainedAboutAgain() {
    assertThat(problemsOf("services: {web: {image: '${IMAGE:?}'}}"))
        .isEqualTo(
            """
            compose.yaml:1:25: services.web.image: required variable IMAGE is missing a value
                hint: set IMAGE in the environment or in '.env'
            """);
  }

  @Test
  void dependencyCyclesAreReportedAsAPath() {
    assertThat(
            problemsOf(
                """
                services:
                  a: {image: x, depends_on: [b]}
                  b: {image: x, links: [c]}
                  c: {image: x, depends_on: [a, d]}
                  d: {image: x, depends_on: [d]}
                """))
        .isEqualTo(
            """
            compose.yaml:4:30: services.c.depends_on.a: dependency cycle: a -> b -> c -> a
                hint: remove one of these dependencies
            compose.yaml:5:30: services.d.depends_on.d: service 'd' depends on itself
                hint: remove the entry
            """);
  }

  @Test
  void aRequiredDependencyInAnInactiveProfileNamesTheProfile() {
    assertThat(
            problemsOf(
                """
                services:
                  web: {image: x, depends_on: [db]}
                  db: {image: x, profiles: [storage]}
                """))
        .isEqualTo(
            """
            compose.yaml:2:32: services.web.depends_on.db: service 'db' is needed here, but none of its profiles is active
                hint: add '--profile storage'
            """);
  }

  @Test
  void missingFilesAreAllReported() {
    sources.with("/srv/app/ok.yaml", "services: {web: {image: x, env_file: [no.env]}}");

    assertThat(problems("ok.yaml", "missing.yaml"))
        .isEqualTo(
            """
            ok.yaml:1:39: services.web.env_file[0]: there is no file /srv/app/no.env
                hint: check the name, or create the file
            missing.yaml: there is no file /srv/app/missing.yaml
                hint: check the name, or create the file
            """);
  }

  @Test
  void noComposeFileAnywhereIsAProblemOfTheDirectory() {
    assertThat(problems())
        .isEqualTo(
            """
            /srv/app: there is no Compose file here or in a directory above
                hint: name one with -f, or create compose.yaml
            """);
  }

  @Test
  void anAliasBombIsRefusedBeforeItIsWrittenOut() {
    String bomb =
        IntStream.range(1, 30)
            .mapToObj(i -> "x-" + i + ": &a" + i + " [" + repeat("*a" + (i - 1)) + "]\n")
            .collect(Collectors.joining("", "x-0: &a0 [x]\n", "services: {web: {image: x}}\n"));

    assertThat(problemsOf(bomb))
        .isEqualTo(
            """
            compose.yaml:7:21: has more than 500000 values once its aliases are written out
                hint: use fewer aliases of aliases
            """);
  }

  private static String repeat(String alias) {
    return String.join(", ", Collections.nCopies(9, alias));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [a]                                   | 1:1: a Compose file is a map at the top, not a list
          just text                             | 1:1: a Compose file is a map at the top, not 'just text'
          # nothing                             | the file is empty
          {name: a, name: b}                    | 1:11: name: key 'name' is already given at compose.yaml:1:2
          {x-a: &a {<<: *a}}                    | 1:15: x-a: alias '*a' stands for nothing: no anchor '&a' ends before it
          {x-a: *b}                             | 1:7: x-a: alias '*b' stands for nothing: no anchor '&b' ends before it
          {x-a: {<<: 5}}                        | 1:12: x-a: '<<' takes a map or a list of maps, not '5'
          {x-a: {<<: {}, <<: {}}}               | 1:16: x-a: '<<' appears twice in one map
          {x-a: !!int b}                        | 1:7: x-a: 'b' is not what its tag '!!int' says
          {[a]: b}                              | 1:2: a key must be a text, not a list
          {x-a: "\\0"}                          | 1:7: x-a: holds a NUL character
          {services: [web]}                     | 1:12: services: must be a map, not a list
          {services: {web: nginx}}              | 1:18: services.web: must be a map, not 'nginx'
          {services: {web: {}}}                 | 1:13: services.web: has no 'image'
          {services: {'a b': {image: x}}}       | 1:13: services.a b: service name 'a b' may hold letters, digits, '.', '_' and '-' only
          """)
  void structureThatIsNoComposeFileIsRefused(String text, String expected) {
    assertThat(problemsOf(text))
        .startsWith("compose.yaml" + (expected.startsWith("1") ? ":" : ": ") + expected + "\n");
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheirPlace() {
    byte[] latin = "services:\r\n  b\u00e4r: {}\n".getBytes(StandardCharsets.ISO_8859_1);
    sources.with("/srv/app/compose.yaml", latin);

    assertThat(problems())
        .startsWith("compose.yaml:2:4: byte 0xE4 is not valid UTF-8\n    hint: save the file");
  }

  @Test
  void aNulByteIsRefusedWithItsPlace() {
    assertThat(problemsOf("services:\n  a\0: {}\n"))
        .startsWith("compose.yaml:2:4: character U+0000 is not allowed in YAML\n");
  }

  @Test
  void nestingDeeperThanTheBoundIsRefused() {
    assertThat(problemsOf("x-a: " + "[".repeat(100_000)))
        .isEqualTo(
            """
            compose.yaml:1:206: is nested more than 200 levels deep
                hint: flatten the file
            """);
  }

  private String problemsOf(String text) {
    sources.with("/srv/app/compose.yaml", text);
    return problems();
  }

  private String problems(String... files) {
    LoadRequest request = LoadRequest.in("/srv/app", Map.of()).withFiles(List.of(files));
    return catchThrowableOfType(
            InvalidComposeFileException.class, () -> new ComposeLoader(sources).load(request))
        .problems()
        .stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
