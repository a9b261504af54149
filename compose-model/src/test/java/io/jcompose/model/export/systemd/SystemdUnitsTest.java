package io.jcompose.model.export.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.export.systemd.UnitOptions.Restart;
import io.jcompose.model.export.unit.UnitFile;
import io.jcompose.model.export.unit.UnitName;
import io.jcompose.model.export.unit.UnitReader;
import io.jcompose.model.plan.FilePlan;
import io.jcompose.model.plan.PodPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemdUnitsTest {
  private static final String FORGE =
      """
      services:
        gogs:
          image: gogs
          environment: {PASSWORD: swordfish}
          depends_on:
            db: {condition: service_healthy}
            setup: {condition: service_completed_successfully}
            cache: {condition: service_started, required: false, restart: true}
          volumes: ['/srv/gogs 50%:/data']
          stop_grace_period: 1m
        db:
          image: postgres
          healthcheck: {test: [CMD, pg_isready], interval: 5s, timeout: 5s, retries: 6, start_period: 20s}
          stop_grace_period: 90s
        setup: {image: busybox}
        cache: {image: redis}
        tap: {image: wireshark, network_mode: 'service:db'}
      """;

  @Test
  void aProjectIsOneUnitWhoseProcessIsItsSupervisor() {
    String unit = text(FORGE, options());

    assertThat(unit)
        .contains("\nType=notify\n")
        .contains("\nKillMode=process\n")
        .contains("\nDelegate=yes\n")
        .contains("\nRestart=on-failure\n")
        .contains("\nWants=network-online.target\n")
        .contains("\nWantedBy=multi-user.target\n");
    assertThat(value(unit, "ExecStart")).endsWith(" --project-name app up");
    assertThat(value(unit, "ExecReload")).endsWith(" --project-name app up --detach");
    assertThat(value(unit, "ExecStop")).isEqualTo("/bin/true --project-name app stop");
  }

  @Test
  void itStartsAfterTheFileSystemsOfWhatIsMounted() {
    assertThat(UnitReader.paths(value(text(FORGE, options()), "RequiresMountsFor")))
        .contains("/srv/gogs 50%");
  }

  @Test
  void aStopMayTakeAsLongAsTheLongestChainOfGracePeriods() {
    assertThat(value(text(FORGE, options()), "TimeoutStopSec")).isEqualTo("180"); // 60 + 90 + 30
  }

  @Test
  void aStartMayTakeAsLongAsHealthChecksMay() {
    assertThat(value(text(FORGE, options()), "TimeoutStartSec")).isEqualTo("380"); // 300 + 20 + 60
  }

  @Test
  void noEnvironmentOfAServiceStandsInAUnit() {
    assertThat(text(FORGE, options())).doesNotContain("swordfish", "PASSWORD");
    assertThat(text(FORGE, perService())).doesNotContain("swordfish", "PASSWORD");
  }

  @Test
  void eachServiceHasAUnitThatHangsOnThoseItDependsOn() {
    List<UnitFile> units = SystemdUnits.of(FilePlan.of(FORGE), perService());

    assertThat(units.stream().map(UnitFile::name))
        .contains("jcompose-app.service", "jcompose-app-gogs.service", "jcompose-app-db.service");
    String gogs = unit(units, "jcompose-app-gogs.service");
    assertThat(value(gogs, "BindsTo")).isEqualTo("jcompose-app.service");
    assertThat(value(gogs, "Requires"))
        .isEqualTo("jcompose-app-db.service jcompose-app-setup.service");
    assertThat(value(gogs, "Wants")).isEqualTo("jcompose-app-cache.service");
    assertThat(value(gogs, "PartOf")).isEqualTo("jcompose-app.service jcompose-app-cache.service");
    assertThat(value(gogs, "After").split(" "))
        .containsExactlyInAnyOrder(
            "jcompose-app.service",
            "jcompose-app-db.service",
            "jcompose-app-setup.service",
            "jcompose-app-cache.service");
  }

  @Test
  void aUnitIsActiveOnceTheConditionsOnItsServiceAreMet() {
    List<UnitFile> units = SystemdUnits.of(FilePlan.of(FORGE), perService());

    assertThat(values(unit(units, "jcompose-app-db.service"), "ExecStart"))
        .containsExactly("/bin/true --project-name app start --wait db");
    assertThat(values(unit(units, "jcompose-app-cache.service"), "ExecStart"))
        .containsExactly("/bin/true --project-name app start cache");
    assertThat(values(unit(units, "jcompose-app-setup.service"), "ExecStart"))
        .containsExactly(
            "/bin/true --project-name app start setup", "/bin/true --project-name app wait setup");
  }

  @Test
  void aServiceInTheNetworkOfAnotherIsBoundToIt() {
    List<UnitFile> units = SystemdUnits.of(FilePlan.of(FORGE), perService());

    assertThat(value(unit(units, "jcompose-app-tap.service"), "BindsTo"))
        .isEqualTo("jcompose-app.service jcompose-app-db.service");
  }

  @Test
  void theSupervisorIsAProcessOfItsOwnUnitOnWhichNothingDepends() {
    List<UnitFile> units = SystemdUnits.of(FilePlan.of(FORGE), perService());
    String supervisor = unit(units, "jcompose-app.supervisor.service");

    assertThat(value(supervisor, "ExecStart"))
        .isEqualTo("/bin/true --project-name app supervise --stay");
    assertThat(value(supervisor, "Type")).isEqualTo("notify");
    assertThat(value(supervisor, "Restart")).isEqualTo("on-failure");
    assertThat(values(unit(units, "jcompose-app.service"), "After"))
        .contains("jcompose-app.supervisor.service");
    assertThat(units.stream().map(UnitFile::text))
        .noneMatch(text -> text.contains("Requires=jcompose-app.supervisor"))
        .noneMatch(text -> text.contains("BindsTo=jcompose-app.supervisor"));
  }

  @Test
  void eachUnitTellsWhoseItIs() {
    assertThat(SystemdUnits.of(FilePlan.of(FORGE), perService()))
        .allSatisfy(unit -> assertThat(SystemdUnits.projectOf(unit.text())).contains("app"));
    assertThat(SystemdUnits.projectOf("[Unit]\n# jcompose-project: app\n")).isEmpty();
  }

  @Test
  void namesAreJoinedFromPrefixNameAndService() {
    assertThat(names(perService("", "-", Optional.of("")))).contains("gogs.service");
    assertThat(names(perService("pod", "_", Optional.of("forge"))))
        .contains("pod_forge_gogs.service");
    assertThat(names(perService("a b/c", "-", Optional.empty())))
        .contains("a\\x20b-c-app-gogs.service");
  }

  @Test
  void aTemplateStandsForProjectsByTheirInstance() {
    List<UnitFile> units = SystemdUnits.of(FilePlan.of(FORGE), new Choices().template().options());

    assertThat(unit(units, "jcompose-app-gogs@.service"))
        .contains("--project-name app-%i start --wait gogs")
        .contains("BindsTo=jcompose-app@%i.service\n");
  }

  @Test
  void whatSystemdWouldRefuseIsToldAllAtOnce() {
    UnitOptions options =
        new UnitOptions(
            List.of("/opt/it's/jcompose"),
            List.of(),
            true,
            "x@",
            "-",
            Optional.empty(),
            Restart.ALWAYS,
            Optional.empty(),
            Optional.empty(),
            List.of("nothing"),
            List.of("a b.service"),
            List.of(),
            Map.of("9", "x", "BELL", "\u0007"),
            false,
            false);

    assertThat(SystemdUnits.faults(FilePlan.of(FORGE), options)).hasSize(7);
    assertThatThrownBy(() -> SystemdUnits.of(FilePlan.of(FORGE), options))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoUnitsOfOneNameAreRefused() {
    String both = "services: {app: {image: a}}";

    assertThat(SystemdUnits.faults(FilePlan.of(both), perService("", "-", Optional.of(""))))
        .containsExactly("unit 'app.service' would stand for both the project and service 'app'");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThat(
            SystemdUnits.faults(
                FilePlan.of(FORGE), perService("p".repeat(245), "-", Optional.empty())))
        .anyMatch(fault -> fault.endsWith("of 255 at most"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "50%", "é", "a-b_c.d:e\\f", "$x"})
  void namesAreEscapedAsSystemdDoes(String words) throws IOException, InterruptedException {
    assumeProgram("systemd-escape");

    assertThat(UnitName.escaped(words) + ".service")
        .isEqualTo(run("systemd-escape", "--mangle", "--", words + ".service").strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORGE,
        "services: {one: {image: a}}",
        "services: {A.b_c-D: {image: a, volumes: ['/x$y;z:/data', '/it''s:/its']}}",
        """
        services:
          web: {image: a, scale: 2, networks: [n], ports: ['80'], depends_on: [db]}
          db: {image: b, networks: [n], tmpfs: /run, restart: always}
        networks: {n: }
        """
      })
  void systemdVerifiesUnitsWithoutAWord(String file, @TempDir Path directory)
      throws IOException, InterruptedException {
    assumeProgram("systemd-analyze");
    PodPlan plan = FilePlan.of(file);

    for (UnitOptions options :
        List.of(
            options(),
            perService(),
            new Choices().template().options(),
            new Choices().user().options(),
            new Choices().odd().options())) {
      assertThat(verified(SystemdUnits.of(plan, options), directory)).isEmpty();
    }
  }

  private static String verified(List<UnitFile> units, Path directory)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(directory, "units");
    List<String> words = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    for (UnitFile unit : units) {
      Files.writeString(own.resolve(unit.name()), unit.text());
      words.add(own.resolve(unit.name().replace("@.", "@blue.")).toString());
    }
    return run(own, words.toArray(String[]::new));
  }

  /** Skips the test where a program is missing; in CI it fails instead. */
  private static void assumeProgram(String name) {
    boolean ci = "true".equals(System.getenv("CI"));
    Assumptions.assumeTrue(
        ci || Files.isExecutable(Path.of("/usr/bin", name)),
        name + " (package systemd) is missing");
  }

  private static String run(String... words) throws IOException, InterruptedException {
    return run(Path.of("/"), words);
  }

  private static String run(Path units, String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SYSTEMD_UNIT_PATH", units + ":");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 || !said.isEmpty() ? said : "exit code " + code;
  }

  private static List<String> names(UnitOptions options) {
    return SystemdUnits.of(FilePlan.of(FORGE), options).stream().map(UnitFile::name).toList();
  }

  private static String text(String file, UnitOptions options) {
    return SystemdUnits.of(FilePlan.of(file), options).stream()
        .map(UnitFile::text)
        .collect(Collectors.joining("\n"));
  }

  private static String unit(List<UnitFile> units, String name) {
    return units.stream()
        .filter(unit -> unit.name().equals(name))
        .map(UnitFile::text)
        .findFirst()
        .orElseThrow();
  }

  private static String value(String unit, String key) {
    List<String> values = values(unit, key);
    assertThat(values).as(key).hasSize(1);
    return values.get(0);
  }

  private static List<String> values(String unit, String key) {
    return Arrays.stream(unit.split("\n"))
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  private static UnitOptions options() {
    return new Choices().project().options();
  }

  private static UnitOptions perService() {
    return new Choices().options();
  }

  private static UnitOptions perService(String prefix, String separator, Optional<String> name) {
    Choices choices = new Choices();
    choices.prefix = prefix;
    choices.separator = separator;
    choices.name = name;
    return choices.options();
  }

  /** Options in which each test changes what it is about. */
  private static final class Choices {
    private boolean perService = true;
    private String prefix = "jcompose";
    private String separator = "-";
    private Optional<String> name = Optional.empty();
    private Map<String, String> environment = Map.of();
    private List<String> words = List.of();
    private Optional<Duration> timeout = Optional.empty();
    private boolean template;
    private boolean user;

    Choices project() {
      perService = false;
      return this;
    }

    Choices template() {
      template = true;
      return this;
    }

    Choices user() {
      user = true;
      return this;
    }

    /** All that is hard to write. */
    Choices odd() {
      environment = Map.of("PRICE", "50 % of $5; \"quoted\" \\ and\na second line");
      words = List.of("--profile", "a;b", "--env-file", "/etc/it's 100%/$x", "\\");
      timeout = Optional.of(Duration.ofSeconds(7));
      return this;
    }

    UnitOptions options() {
      return new UnitOptions(
          List.of("/bin/true"),
          words,
          perService,
          prefix,
          separator,
          name,
          Restart.ON_FAILURE,
          timeout,
          timeout,
          List.of(),
          List.of("local-fs.target"),
          List.of(),
          environment,
          template,
          user);
    }
  }
}
