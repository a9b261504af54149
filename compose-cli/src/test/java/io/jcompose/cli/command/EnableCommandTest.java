package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.cli.systemd.FakeUnitManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code enable}, {@code disable} and {@code status}. */
class EnableCommandTest {
  private static final String TWO =
      """
      name: shop
      services:
        db: {image: "rootfs:/", command: serve}
        web: {image: "rootfs:/", command: serve, depends_on: [db]}
      """;
  private static final String ONE =
      """
      name: shop
      services:
        db: {image: "rootfs:/", command: serve}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;
  private FakeUnitManager systemd;

  @BeforeEach
  void begin() {
    jcompose = new CommandLineUnderTest(directory).file(TWO);
    systemd = jcompose.systemdRuns();
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  private Path unit(String name) {
    return directory.resolve("root/etc/systemd/system").resolve(name);
  }

  private Result succeeded(String... words) {
    Result result = jcompose.run(words);
    assertThat(result.code()).as(result.error()).isZero();
    return result;
  }

  @Test
  void theUnitIsWrittenEnabledAndStarted() {
    Result result = succeeded("enable", "--now");

    assertThat(result.output())
        .isEqualTo(
            "written %s\nenabled jcompose-shop.service\nstarted jcompose-shop.service\n"
                .formatted(unit("jcompose-shop.service")));
    assertThat(systemd.journal())
        .containsExactly("reload", "enable jcompose-shop.service", "start jcompose-shop.service");
    assertThat(unit("jcompose-shop.service")).content().contains("ExecStart=/opt/jcompose/");
  }

  @Test
  void withoutNowNothingIsStarted() {
    succeeded("enable");

    assertThat(systemd.status("jcompose-shop.service").isActive()).isFalse();
  }

  @Test
  void aSecondCallChangesNothingAndSaysSo() {
    succeeded("enable", "--now");
    int before = systemd.journal().size();

    Result result = succeeded("enable", "--now");

    assertThat(result.output())
        .isEqualTo("unchanged %s\n".formatted(unit("jcompose-shop.service")));
    assertThat(systemd.journal().subList(before, systemd.journal().size())).containsOnly("start ");
  }

  @Test
  void whatChangedIsWrittenAnew() {
    succeeded("enable");

    assertThat(succeeded("enable", "--start-timeout=7").output())
        .startsWith("changed " + unit("jcompose-shop.service"));
  }

  @Test
  void aUnitForEachServiceIsStartedWithItAndTheSupervisorsIsNotEnabled() {
    succeeded("enable", "--now", "--per-service");

    assertThat(systemd.isEnabled("jcompose-shop-web.service")).isTrue();
    assertThat(systemd.isEnabled("jcompose-shop.supervisor.service")).isFalse();
    assertThat(systemd.status("jcompose-shop-web.service").isActive()).isTrue();
    assertThat(systemd.status("jcompose-shop.supervisor.service").isActive()).isTrue();
  }

  @Test
  void theUnitOfAServiceThatIsGoneGoes() {
    succeeded("enable", "--per-service");
    jcompose.file(ONE);

    Result result = succeeded("enable", "--per-service");

    assertThat(result.output()).contains("removed " + unit("jcompose-shop-web.service"));
    assertThat(unit("jcompose-shop-web.service")).doesNotExist();
    assertThat(systemd.isEnabled("jcompose-shop-web.service")).isFalse();
    assertThat(unit("jcompose-shop-db.service")).exists();
  }

  @Test
  void whoTurnsToAnotherLayoutHasItRunThen() {
    succeeded("enable", "--now", "--per-service");

    succeeded("enable", "--now");

    assertThat(systemd.journal())
        .contains("stop jcompose-shop.service")
        .endsWith("start jcompose-shop.service");
    assertThat(unit("jcompose-shop.supervisor.service")).doesNotExist();
  }

  @Test
  void aUnitOfSomebodyElseIsNotTouched() throws IOException {
    Files.createDirectories(unit("x").getParent());
    Files.writeString(unit("jcompose-shop.service"), "[Service]\nExecStart=/bin/true\n");

    Result result = jcompose.run("enable");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("is not of project 'shop'").contains("--prefix");
    assertThat(systemd.journal()).isEmpty();
    assertThat(jcompose.run("disable").error()).contains("has no units of the system");
    assertThat(unit("jcompose-shop.service")).exists();
  }

  @Test
  void whatDoesNotStartIsToldWithItsLastWords() {
    systemd.breakUnit("jcompose-shop.service");

    Result result = jcompose.run("enable", "--now");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains("enabled, but not started")
        .contains("jcompose-shop.service is inactive (exit-code)")
        .contains("the last of jcompose-shop.service");
  }

  @Test
  void whereSystemdDoesNotRunItIsSaid() throws IOException {
    Files.delete(directory.resolve("root/run/systemd/system"));

    for (String command : List.of("enable", "disable", "status")) {
      Result result = jcompose.run(command);
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.error()).contains("systemd does not run this machine");
    }
  }

  @Test
  void anOrdinaryUserHasUnitsOfTheirOwnAndIsToldOfLingering() {
    FakeUnitManager hers = jcompose.annCalls();

    Result result = succeeded("enable");

    assertThat(directory.resolve("home/.config/systemd/user/jcompose-shop.service"))
        .content()
        .contains("WantedBy=default.target");
    assertThat(result.error()).contains("loginctl enable-linger");
    assertThat(hers.lingering()).isFalse();
    assertThat(systemd.journal()).isEmpty();

    succeeded("enable", "--linger");
    assertThat(hers.lingering()).isTrue();
    jcompose.annLingers();
    assertThat(succeeded("enable").error()).isEmpty();
  }

  @Test
  void aTemplateCannotBeEnabled() {
    assertThat(jcompose.run("enable", "--template").code()).isEqualTo(2);
  }

  @Test
  void disableLeavesNothing() throws IOException {
    succeeded("enable", "--now", "--per-service");

    Result result = succeeded("-p", "shop", "disable", "--now");

    assertThat(result.output())
        .contains("stopped jcompose-shop.service")
        .contains("removed " + unit("jcompose-shop-web.service"));
    assertThat(systemd.isEnabled("jcompose-shop.service")).isFalse();
    assertThat(unit("x").getParent()).isEmptyDirectory();
    assertThat(succeeded("-p", "shop", "disable", "--now").output()).isEmpty();
  }

  @Test
  void disabledWithoutNowWhatRunsRunsOnAndItIsSaid() {
    succeeded("enable", "--now");

    Result result = succeeded("disable");

    assertThat(systemd.journal()).noneMatch(entry -> entry.startsWith("stop"));
    assertThat(result.error()).contains("what runs goes on");
  }

  @Test
  void statusShowsUnitsServicesAndLastWords() {
    succeeded("enable", "--now");
    succeeded("create");

    Result result = succeeded("status");

    assertThat(result.output())
        .contains("UNIT", "jcompose-shop.service", "active (running)", "enabled", "77")
        .contains("All services are up")
        .contains("shop-web-1")
        .contains("the last of jcompose-shop.service");
  }

  @Test
  void statusEndsAsSystemctlDoes() {
    assertThat(jcompose.run("status").code()).isEqualTo(4);
    succeeded("enable");
    assertThat(jcompose.run("status", "--quiet").code()).isEqualTo(3);
    succeeded("enable", "--now");
    Result result = succeeded("status", "--quiet");
    assertThat(result.output() + result.error()).isEmpty();
  }

  @Test
  void statusAsJsonIsOneObject() {
    succeeded("enable", "--now");

    assertThat(succeeded("status", "--format=json").output())
        .startsWith("{\"Project\":\"shop\",\"Scope\":\"system\",\"Units\":[{")
        .contains("\"Active\":\"active\"")
        .contains("\"MainPid\":77");
  }

  @Test
  void variablesOfTheShellThatFilesTakeAreWarnedOf() throws IOException {
    jcompose.file(
        """
        name: shop
        services:
          db:
            image: "rootfs:/"
            command: "${WORD} ${KEPT}"
            environment: [PASSED]
            secrets: [token, kept]
        secrets:
          token: {environment: TOKEN}
          kept: {environment: KEPT}
        """);
    Files.writeString(directory.resolve(".env"), "KEPT=here\n");
    jcompose
        .variable("WORD", "serve")
        .variable("PASSED", "on")
        .variable("UNUSED", "x")
        .variable("TOKEN", "t")
        .variable("KEPT", "here")
        .variable("COMPOSE_PROFILES", "extra")
        .variable("COMPOSE_PROJECT_NAME", "shop");

    Result result = succeeded("enable", "--env", "COMPOSE_PROFILES");

    assertThat(result.error())
        .contains("variables of your shell: PASSED, TOKEN, WORD;")
        .contains("'--env PASSED --env TOKEN --env WORD'");
    Files.writeString(directory.resolve(".env"), "KEPT=here\nTOKEN=t\n");
    assertThat(succeeded("enable", "--env=WORD", "--env=PASSED", "--env=COMPOSE_PROFILES").error())
        .isEmpty();
  }

  @Test
  void whereJcomposeKeepsItsThingsIsCarriedOver() {
    jcompose.variable("JCOMPOSE_STATE", "state");

    succeeded("enable");

    assertThat(unit("jcompose-shop.service"))
        .content()
        .contains("Environment=JCOMPOSE_STATE=" + directory.resolve("state"));
  }
}
