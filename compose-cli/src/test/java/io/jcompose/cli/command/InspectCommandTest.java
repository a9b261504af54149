package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InspectCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void bringUp() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  db:
                    image: rootfs:/
                    command: [serve, fast]
                    environment: {GREETING: hello}
                    working_dir: /srv
                    restart: on-failure:3
                    labels: {tier: back}
                    volumes: ["/etc:/host:ro"]
                    healthcheck: {test: [CMD, ping], interval: 20ms, retries: 2}
                    ports: ["8080:80"]
                  web: {image: "rootfs:/", command: serve, volumes: ["data:/data", "/scratch"]}
                volumes:
                  data:
                """);
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(3));
    assertThat(jcompose.run("up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private String value(String template, String... names) {
    String[] words = new String[names.length + 3];
    words[0] = "inspect";
    words[1] = "--format";
    words[2] = template;
    System.arraycopy(names, 0, words, 3, names.length);
    Result result = jcompose.run(words);
    assertThat(result.code()).as(result.error()).isZero();
    return result.output().strip();
  }

  @Test
  void aServicesContainersAreToldWithDockersKeys() {
    assertThat(value("{{.Name}} {{.State.Status}} {{.State.Running}}", "db"))
        .isEqualTo("shop-db-1 running true");
    assertThat(value("{{.Path}} {{json .Args}} {{.Config.WorkingDir}}", "db"))
        .isEqualTo("serve [\"fast\"] /srv");
    assertThat(value("{{join .Config.Env \" \"}}", "db")).contains("GREETING=hello");
    assertThat(value("{{json .HostConfig.RestartPolicy}}", "db"))
        .isEqualTo("{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}");
    assertThat(value("{{json .Mounts}}", "db"))
        .isEqualTo(
            "[{\"Type\":\"bind\",\"Source\":\"/etc\",\"Destination\":\"/host\",\"RW\":false,"
                + "\"Propagation\":\"rprivate\"}]");
    assertThat(value("{{json .NetworkSettings.Ports}}", "db"))
        .contains("\"80/tcp\":[{", "\"HostPort\":\"8080\"");
    assertThat(value("{{.Config.Labels.tier}}", "db")).isEqualTo("back");
  }

  @Test
  void volumesAreToldWithTheirDirectoriesOnTheHost() {
    assertThat(value("{{json .Mounts}}", "web"))
        .isEqualTo(
            "[{\"Type\":\"volume\",\"Name\":\"shop_data\",\"Source\":\"/volumes/shop_data\","
                + "\"Destination\":\"/data\",\"Driver\":\"local\",\"RW\":true},"
                + "{\"Type\":\"volume\",\"Name\":\"shop-web-1_scratch\","
                + "\"Source\":\"/volumes/shop-web-1_scratch\",\"Destination\":\"/scratch\","
                + "\"Driver\":\"local\",\"RW\":true}]");
  }

  @Test
  void withoutANameAllContainersAreOneArray() {
    assertThat(jcompose.run("inspect").output())
        .startsWith("[\n  {\n")
        .containsSubsequence("\"shop-db-1\"", "\"shop-web-1\"")
        .endsWith("]\n");
  }

  @Test
  void aContainerIsFoundByItsNameAndByItsId() {
    String id = value("{{.Id}}", "shop-web-1");

    assertThat(value("{{.Name}}", id)).isEqualTo("shop-web-1");
  }

  @Test
  void theLastFiveProbesAreToldWithWhatTheySaid() {
    await()
        .untilAsserted(() -> assertThat(value("{{len .State.Health.Log}}", "db")).isEqualTo("5"));

    assertThat(value("{{json .State.Health}}", "db"))
        .contains("\"Status\":\"unhealthy\"", "\"ExitCode\":3")
        .containsPattern("\"FailingStreak\":[1-9]");
    assertThat(jcompose.run("ps", "--format", "json").output().lines().toList().get(0))
        .contains("\"Health\":\"unhealthy\"", "\"HealthLog\":[{\"Start\":\"");
  }

  @Test
  void whoIsNotProbedHasNoHealth() {
    assertThat(value("{{json .State}}", "web")).doesNotContain("Health");
    assertThat(jcompose.run("ps", "--format", "json", "web").output()).doesNotContain("HealthLog");
  }

  @Test
  void anUnknownNameAndAnAbsentProjectAreFailures() {
    assertThat(jcompose.run("inspect", "dbx").error())
        .contains("no such service: 'dbx'", "did you mean 'db'?");
    assertThat(jcompose.run("-p", "nowhere", "inspect").code()).isEqualTo(1);
    assertThat(jcompose.run("inspect", "--format", "table").code()).isEqualTo(2);
  }
}
