package io.jcompose.tests.quadlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.tests.scenario.ReadingCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuadletTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path STACKS = Path.of("src/test/resources/stacks").toAbsolutePath();
  private static final String PODMAN = "/usr/bin/podman";

  private final JsonMapper json = new JsonMapper();

  @TempDir private Path directory;

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(STACKS, STACKS.resolve("exported-only"))) {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
      }
    }
    try (Stream<Path> samples = Files.list(HOME.resolve("samples"))) {
      samples
          .map(sample -> sample.resolve("app.yaml"))
          .filter(Files::exists)
          .sorted()
          .forEach(files::add);
    }
    return files.stream();
  }

  @BeforeEach
  void begin() {
    Generator.mustBeThere();
  }

  @ParameterizedTest
  @MethodSource("files")
  void quadletAcceptsAllFilesAndPodmanIsToldWhatTheFileSays(Path file) {
    jcompose(file, "generate", "quadlet", "--output", directory.toString());
    JsonNode config = json.readTree(jcompose(file, "config", "--format", "json"));

    Generator.Result made = Generator.run(directory);

    assertThat(made.complaints()).isEmpty();
    assertThat(Generator.run(directory, "-user").complaints()).isEmpty();
    assertThat(made.units()).hasSize((int) units());
    String project = config.get("name").stringValue();
    for (Map.Entry<String, JsonNode> service : config.get("services").properties()) {
      for (PodmanCommand run : replicas(made, project, service.getKey())) {
        new ServiceCheck(config, service.getValue(), run).check();
      }
    }
    assertThat(published(made)).containsExactlyElementsOf(wanted(config, made, project));
  }

  private List<PodmanCommand> replicas(Generator.Result made, String project, String service) {
    String stem = project + "-" + service;
    return made.units().entrySet().stream()
        .filter(unit -> unit.getKey().matches("\\Q" + stem + "\\E(-[0-9]+)?\\.service"))
        .map(unit -> runOf(unit.getValue()))
        .toList();
  }

  private PodmanCommand runOf(DerivedUnit unit) {
    List<List<String>> commands = unit.commands("ExecStart", PODMAN);
    assertThat(commands).hasSize(1);
    return new PodmanCommand(commands.get(0), "run");
  }

  private long units() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(
              file -> file.toString().matches(".*\\.(container|pod|network|volume|build|image)"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ports are the pod's where services share one, so they are compared all together. */
  private static List<String> published(Generator.Result made) {
    List<String> ports = new ArrayList<>();
    made.units()
        .forEach(
            (name, unit) -> {
              unit.commands("ExecStart", PODMAN).stream()
                  .filter(words -> words.contains("run"))
                  .forEach(words -> ports.addAll(new PodmanCommand(words, "run").all("--publish")));
              unit.commands("ExecStartPre", PODMAN).stream()
                  .filter(words -> words.contains("create") && words.contains("pod"))
                  .forEach(
                      words ->
                          ports.addAll(new PodmanCommand(words, "pod", "create").all("--publish")));
            });
    return ports.stream().sorted().toList();
  }

  private List<String> wanted(JsonNode config, Generator.Result made, String project) {
    List<String> ports = new ArrayList<>();
    for (Map.Entry<String, JsonNode> service : config.get("services").properties()) {
      for (int i = 0; i < replicas(made, project, service.getKey()).size(); i++) {
        service.getValue().path("ports").forEach(port -> ports.add(port(port)));
      }
    }
    return ports.stream().sorted().toList();
  }

  private static String port(JsonNode port) {
    String address = port.path("host_ip").asString("");
    String shown = address.contains(":") ? "[" + address + "]" : address;
    // of a range podman is told the first
    String published = port.path("published").asString("").replaceAll("-.*", "");
    String protocol = port.path("protocol").asString("tcp");
    return (shown.isEmpty() ? "" : shown + ":")
        + (published.isEmpty() && shown.isEmpty() ? "" : published + ":")
        + port.get("target").intValue()
        + (protocol.equals("tcp") ? "" : "/" + protocol);
  }

  private String jcompose(Path file, String... words) {
    return new ReadingCommands(directory, "to$ken %n \"of\" 100%")
        .jcompose(directory, file.toString(), List.of(words));
  }

  /** Compares what one container is started with to what the file says of its service. */
  private final class ServiceCheck {
    private final JsonNode config;
    private final JsonNode service;
    private final PodmanCommand run;

    ServiceCheck(JsonNode config, JsonNode service, PodmanCommand run) {
      this.config = config;
      this.service = service;
      this.run = run;
    }

    void check() {
      image();
      words();
      environment();
      mounts();
      health();
      labels();
      assertThat(run.last("--user")).isEqualTo(text("user"));
      assertThat(run.last("--workdir")).isEqualTo(text("working_dir"));
      assertThat(run.last("--hostname")).isEqualTo(text("hostname"));
      if (!text("container_name").isEmpty()) {
        assertThat(run.last("--name")).isEqualTo(text("container_name"));
      }
    }

    private void image() {
      String image = text("image");
      if (image.startsWith("rootfs:")) {
        assertThat(run.last("--rootfs")).isEqualTo(image.substring("rootfs:".length()) + ":O");
      } else if (service.has("build")) {
        assertThat(run.rest().get(0))
            .startsWith("localhost/")
            .endsWith(image.replaceAll(".*/", ""));
      } else {
        assertThat(run.rest().get(0)).isEqualTo(full(image));
      }
    }

    private String full(String image) {
      String first = image.replaceAll("/.*", "");
      if (image.indexOf('/') < 0) {
        return "docker.io/library/" + image;
      }
      return first.matches(".*[.:].*|localhost") ? image : "docker.io/" + image;
    }

    private void words() {
      List<String> words = run.rest();
      boolean rooted = !run.all("--rootfs").isEmpty();
      assertThat(rooted ? words : words.subList(1, words.size())).isEqualTo(list("command"));
      if (!service.path("entrypoint").isNull() && service.has("entrypoint")) {
        List<String> entrypoint = list("entrypoint");
        assertThat(strings(json.readTree(run.last("--entrypoint"))))
            .isEqualTo(entrypoint.isEmpty() ? List.of("") : entrypoint);
      } else {
        assertThat(run.all("--entrypoint")).isEmpty();
      }
    }

    private void environment() {
      Map<String, String> wanted = new TreeMap<>();
      List<String> removed = new ArrayList<>();
      for (Map.Entry<String, JsonNode> variable : service.path("environment").properties()) {
        if (variable.getValue().isNull()) {
          removed.add(variable.getKey());
        } else {
          wanted.put(variable.getKey(), unescaped(variable.getValue().asString()));
        }
      }
      assertThat(run.all("--env")).isEmpty();
      assertThat(given()).isEqualTo(wanted);
      assertThat(run.all("--unsetenv")).containsExactlyElementsOf(removed);
    }

    /** Reads the files as podman does: lines whose values are taken as they are. */
    private Map<String, String> given() {
      Map<String, String> given = new TreeMap<>();
      for (String file : run.all("--env-file")) {
        assertThat(mode(Path.of(file))).isEqualTo("rw-------");
        for (String line : read(Path.of(file)).lines().toList()) {
          int equals = line.indexOf('=');
          given.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      for (String secret : run.all("--secret")) {
        List<String> parts = List.of(secret.split(",", -1));
        if (parts.contains("type=env")) {
          Path file = directory.resolve(parts.get(0) + ".secret");
          assertThat(mode(file)).isEqualTo("rw-------");
          given.put(parts.get(2).substring("target=".length()), read(file));
        }
      }
      return given;
    }

    private void mounts() {
      TreeSet<String> targets = new TreeSet<>();
      for (String volume : run.all("-v")) {
        String[] parts = volume.split(":", 3);
        targets.add(parts[1] + " " + parts[0] + (volume.matches(".*:ro(,.*)?") ? " ro" : ""));
      }
      for (String mount : run.all("--mount")) {
        targets.add(
            mount.replaceAll(".*,destination=([^,]*).*", "$1")
                + " "
                + mount.replaceAll(".*,source=([^,]*).*", "$1"));
      }
      for (JsonNode volume : service.path("volumes")) {
        String type = volume.get("type").stringValue();
        String target = unescaped(volume.get("target").stringValue());
        if (type.equals("tmpfs")) {
          assertThat(run.all("--tmpfs")).anyMatch(it -> it.startsWith(target + ":"));
          continue;
        }
        String source = unescaped(volume.path("source").asString(""));
        String named =
            type.equals("volume")
                ? config.path("volumes").path(source).path("name").asString("")
                : source;
        String mode = volume.path("read_only").asBoolean(false) ? " ro" : "";
        assertThat(targets)
            .anyMatch(it -> it.startsWith(target + " " + named) && it.endsWith(mode));
      }
      for (JsonNode tmpfs : service.path("tmpfs")) {
        String target = tmpfs.stringValue().replaceAll(":.*", "");
        assertThat(run.all("--tmpfs")).anyMatch(it -> it.startsWith(target + ":"));
      }
    }

    private void health() {
      JsonNode check = service.path("healthcheck");
      List<String> test = strings(check.path("test"));
      if (check.path("disable").asBoolean(false) || test.equals(List.of("NONE"))) {
        assertThat(run.last("--health-cmd")).isEqualTo("none");
        return;
      }
      assertThat(probe(run.last("--health-cmd"))).isEqualTo(test);
      assertThat(duration(run.last("--health-interval")))
          .isEqualTo(duration(check.path("interval").asString("")));
      assertThat(duration(run.last("--health-timeout")))
          .isEqualTo(duration(check.path("timeout").asString("")));
      assertThat(duration(run.last("--health-start-period")))
          .isEqualTo(duration(check.path("start_period").asString("")));
      assertThat(run.last("--health-retries")).isEqualTo(check.path("retries").asString(""));
    }

    /**
     * Returns what podman makes of the option: a list is one in JSON, unless it begins with CMD.
     */
    private List<String> probe(String option) {
      if (option.isEmpty()) {
        return List.of();
      }
      if (option.startsWith("CMD ")) {
        return List.of(option.split(" ", -1));
      }
      List<String> words = new ArrayList<>(strings(json.readTree(option)));
      assertThat(words.get(0)).isNotIn("CMD", "NONE");
      if (!words.get(0).equals("CMD-SHELL")) {
        assertThat(words).hasSizeGreaterThan(1);
        words.add(0, "CMD");
      }
      return words;
    }

    private void labels() {
      List<String> wanted = new ArrayList<>();
      service
          .path("labels")
          .properties()
          .forEach(it -> wanted.add(it.getKey() + "=" + unescaped(it.getValue().asString())));
      assertThat(run.all("--label")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private String text(String key) {
      return unescaped(service.path(key).asString(""));
    }

    private List<String> list(String key) {
      return strings(service.path(key));
    }
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(item -> strings.add(unescaped(item.asString())));
    return strings;
  }

  /** In what 'config' prints dollar signs are doubled, so that it can be read again. */
  private static String unescaped(String text) {
    return text.replace("$$", "$");
  }

  private static Duration duration(String text) {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
        : Duration.parse("PT" + text);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
