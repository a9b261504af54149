package io.jcompose.tests.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.tests.scenario.Shell;
import io.jcompose.tests.scenario.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Privileged
class SamplesTest {

  @Test
  void helloNeedsOnlyAShell() {
    try (Stack stack = Stack.sample("hello", Map.of())) {
      stack.jcompose("up", "-d").succeeded();

      await()
          .untilAsserted(
              () -> assertThat(stack.jcompose("logs").succeeded()).containsIgnoringCase("hello"));
    }
  }

  @Test
  void gogsCanBeCheckedAndPlannedWithoutARegistry() {
    try (Stack stack = Stack.sample("gogs-postgresql", Map.of())) {
      assertThat(stack.jcompose("config").succeeded())
          .contains("image: docker.io/gogs/gogs:0.12", "published: \"10022\"");
      assertThat(stack.jcompose("plan").succeeded())
          .contains("docker.io/library/postgres:14.1-bullseye", "10800:3000");

      Shell.Result up = stack.jcompose("up", "-d", "--pull", "never");
      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.error()).contains("docker.io/").contains("jcompose pull", "jcompose load");
    }
  }

  @Test
  void theForgeTakesAPushKeepsItOverStopDownAndUpAndForgetsItWithDownV() throws IOException {
    Map<String, String> ports =
        Map.of("FORGE_PORT", Stack.freePort(), "POSTGRESQL_PORT", Stack.freePort());
    try (Stack stack = Stack.sample("forge-postgresql", ports)) {
      Forge forge = new Forge(stack, ports);

      stack.jcompose("up", "-d", "--wait").succeeded();
      forge.push("first");
      assertThat(forge.repositories()).contains("first");

      stack.jcompose("stop", "forge", "postgresql").succeeded();
      assertThat(stack.jcompose("ps", "-q").succeeded()).isEmpty();
      stack.jcompose("start", "forge", "postgresql").succeeded();
      forge.awaitPage();
      assertThat(forge.cloned("first")).isEqualTo("written before the push\n");

      stack.jcompose("down").succeeded();
      stack.jcompose("down").succeeded();
      stack.jcompose("up", "-d", "--wait").succeeded();
      assertThat(forge.repositories()).contains("first");
      assertThat(forge.cloned("first")).isEqualTo("written before the push\n");

      stack.jcompose("down", "-v").succeeded();
      stack.jcompose("up", "-d", "--wait").succeeded();
      assertThat(forge.repositories()).doesNotContain("first");
    }
  }

  @Test
  void theForgeRunsFromTheManifestsThatAreGeneratedOfItAndTakesAPush() throws IOException {
    Map<String, String> ports =
        Map.of("FORGE_PORT", Stack.freePort(), "POSTGRESQL_PORT", Stack.freePort());
    try (Stack stack = Stack.sample("forge-postgresql", ports)) {
      Forge forge = new Forge(stack, ports);
      String manifests = stack.scratch().resolve("forge.yaml").toString();
      stack.jcompose("generate", "kube", "-o", manifests).succeeded();

      stack.jcompose("kube", "play", "--wait", manifests).succeeded();
      forge.awaitPage();
      forge.push("played");
      assertThat(forge.repositories()).contains("played");

      stack.jcompose("kube", "down", manifests).succeeded();
      stack.jcompose("kube", "play", "--wait", manifests).succeeded();
      forge.awaitPage();
      assertThat(forge.cloned("played")).isEqualTo("written before the push\n");

      stack.jcompose("kube", "down", "--force", manifests).succeeded();
      stack.jcompose("kube", "down", "--force", manifests).succeeded();
    }
  }

  /** The forge as its users see it: git, a browser and psql. */
  private static final class Forge {
    private final Stack stack;
    private final String port;
    private final String databasePort;

    Forge(Stack stack, Map<String, String> ports) {
      this.stack = stack;
      this.port = ports.getOrDefault("FORGE_PORT", "");
      this.databasePort = ports.getOrDefault("POSTGRESQL_PORT", "");
    }

    void push(String repository) throws IOException {
      Path work = Files.createDirectory(stack.scratch().resolve("work-" + repository));
      git(work, "init", "-q", "-b", "main");
      Files.writeString(work.resolve("README"), "written before the push\n");
      git(work, "add", "README");
      git(
          work,
          "-c",
          "user.name=Tester",
          "-c",
          "user.email=tester@example.org",
          "commit",
          "-q",
          "-m",
          "First");
      git(work, "push", "-q", url(repository), "main");
    }

    String cloned(String repository) throws IOException {
      Path target = Files.createTempDirectory(stack.scratch(), "clone");
      git(target, "clone", "-q", url(repository), "copy");
      return Files.readString(target.resolve("copy").resolve("README"));
    }

    String repositories() {
      return Shell.run(
              Path.of("/"),
              Map.of("PGPASSWORD", "forge"),
              List.of(
                  "psql",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  databasePort,
                  "-U",
                  "forge",
                  "-d",
                  "forge",
                  "-Atc",
                  "select name from repository"))
          .succeeded();
    }

    void awaitPage() {
      await()
          .untilAsserted(
              () ->
                  assertThat(Shell.run("curl", "-sf", "http://127.0.0.1:" + port + "/").exitCode())
                      .isZero());
    }

    private String url(String repository) {
      return "http://admin:admin@127.0.0.1:" + port + "/admin/" + repository + ".git";
    }

    private static void git(Path directory, String... arguments) {
      List<String> command = new ArrayList<>(List.of("git"));
      command.addAll(List.of(arguments));
      Shell.run(directory, Map.of("GIT_TERMINAL_PROMPT", "0"), command).succeeded();
    }
  }
}
