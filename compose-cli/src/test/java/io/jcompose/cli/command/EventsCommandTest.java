package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventsCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  db: {image: "rootfs:/", command: serve, labels: {tier: back}}
                  web:
                    image: rootfs:/
                    command: serve
                    depends_on: [db]
                    healthcheck: {test: [CMD, ping], interval: 20ms}
                """);
    jcompose.runtime().program(List.of("ping"), FakeProgram.exit(0));
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private List<String> remembered(String... services) {
    String[] words = new String[services.length + 5];
    List<String> begin = List.of("events", "--since", "1h", "--until", "0s");
    for (int i = 0; i < words.length; i++) {
      words[i] = i < begin.size() ? begin.get(i) : services[i - begin.size()];
    }
    Result result = jcompose.run(words);
    assertThat(result.code()).as(result.error()).isZero();
    return result
        .output()
        .lines()
        .map(line -> line.replaceAll("^[-0-9]+ [:.0-9]+ ", "").replaceAll("[0-9a-f]{64}", "ID"))
        .toList();
  }

  @Test
  void whatHappenedIsRememberedInOrder() {
    jcompose.run("up", "-d");
    await().untilAsserted(() -> assertThat(remembered().toString()).contains("health_status"));
    jcompose.run("stop", "web");
    jcompose.run("rm", "-f", "web");

    assertThat(remembered("web"))
        .containsExactly(
            "container create ID (image=rootfs:/, name=shop-web-1)",
            "container start ID (image=rootfs:/, name=shop-web-1)",
            "container health_status: healthy ID (image=rootfs:/, name=shop-web-1)",
            "container kill ID (image=rootfs:/, name=shop-web-1, signal=15)",
            "container die ID (exitCode=0, image=rootfs:/, name=shop-web-1)",
            "container stop ID (image=rootfs:/, name=shop-web-1)",
            "container destroy ID (image=rootfs:/, name=shop-web-1)");
    assertThat(remembered("db"))
        .containsExactly(
            "container create ID (image=rootfs:/, name=shop-db-1, tier=back)",
            "container start ID (image=rootfs:/, name=shop-db-1, tier=back)");
  }

  @Test
  void programsOfExecAreToldWithTheirIdAndTheirExitCode() {
    jcompose.runtime().program(List.of("work", "hard"), FakeProgram.exit(7));
    jcompose.run("up", "-d", "db");

    jcompose.run("exec", "-T", "db", "work", "hard");
    jcompose.run("exec", "-d", "db", "work", "hard");

    List<String> told = remembered("db");
    assertThat(told.subList(2, told.size()))
        .containsExactly(
            "container exec_create: work hard ID (execID=ID, image=rootfs:/, name=shop-db-1, tier=back)",
            "container exec_start: work hard ID (execID=ID, image=rootfs:/, name=shop-db-1, tier=back)",
            "container exec_die ID (execID=ID, exitCode=7, image=rootfs:/, name=shop-db-1, tier=back)",
            "container exec_create: work hard ID (execID=ID, image=rootfs:/, name=shop-db-1, tier=back)",
            "container exec_start: work hard ID (execID=ID, image=rootfs:/, name=shop-db-1, tier=back)");
  }

  @Test
  void whoJoinsAContainersStreamsIsTold() {
    jcompose.runtime().program(List.of("brief"), FakeProgram.exit(0));
    jcompose.run("up", "-d", "db"); // who keeps the record

    jcompose.run("run", "-T", "--name=extra", "db", "brief");

    assertThat(remembered("db")).anyMatch(line -> line.startsWith("container attach ID"));
  }

  @Test
  void jsonHasDockersKeys() {
    jcompose.run("up", "-d", "db");

    Result result = jcompose.run("events", "--json", "--since", "1h", "--until", "0s");

    assertThat(result.output().lines().toList().get(0))
        .matches(
            "\\{\"time\":\"[-0-9]+T[:.0-9]+Z\",\"type\":\"container\",\"service\":\"db\","
                + "\"id\":\"[0-9a-f]{64}\",\"action\":\"create\",\"attributes\":"
                + "\\{\"image\":\"rootfs:/\",\"name\":\"shop-db-1\",\"tier\":\"back\"\\}\\}");
  }

  @Test
  void aProjectThatIsNotHereYetIsFollowedFromItsBeginningToItsEnd() {
    // it looks for a supervisor now and then: there must be one for longer than that
    jcompose
        .runtime()
        .program(
            List.of("serve"),
            process ->
                process.onSignal(
                    Signal.TERM,
                    () -> process.after(Duration.ofMillis(700), () -> process.exit(0))));
    String until = Instant.now().plus(Duration.ofSeconds(3)).toString();
    CompletableFuture<Result> events =
        CompletableFuture.supplyAsync(
            () -> jcompose.run("events", "--since", "1h", "--until", until));

    jcompose.run("up", "-d", "db");
    jcompose.run("down");

    assertThat(events.join().output().lines().map(line -> line.split(" ", -1)[3]))
        .containsExactly("create", "start", "kill", "die", "stop", "destroy");
  }

  @Test
  void whoFollowsDoesNotKeepTheSupervisor() {
    jcompose.run("up", "-d", "db");
    String until = Instant.now().plus(Duration.ofSeconds(3)).toString();
    CompletableFuture<Result> events =
        CompletableFuture.supplyAsync(() -> jcompose.run("events", "--until", until));

    jcompose.run("down");

    await().until(() -> !jcompose.isSupervised("shop"));
    assertThat(events.isDone()).isFalse();
    assertThat(events.join().code()).isZero();
  }

  @Test
  void anEndInThePastIsAnEndAtOnceThoughNobodySupervises() {
    assertThat(jcompose.run("events", "--until", "1m")).isEqualTo(new Result(0, "", ""));
    assertThat(jcompose.run("events", "--until", "noon").code()).isEqualTo(2);
  }
}
