package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images that come from a registry or a file, and go there. Pushed and looked at with skopeo. */
@Privileged
class RegistryScenarioTest {
  private static final BusyboxImage BOX =
      new BusyboxImage("box:1", "{\"Env\":[\"PATH=/bin\"],\"Cmd\":[\"sleep\",\"1000\"]}");

  private static final String TEXT =
      """
      services:
        box:
          image: %s/team/box:1
          stop_grace_period: 0s
      """;

  @Test
  void upMustFetchWhatOthersPushedToARegistryWithTlsAndPasswords() throws IOException {
    try (Stack stack = Stack.of("fetched", "services: {}");
        PasswordRegistry registry = registryFor(stack)) {
      skopeo(stack, registry, "copy", "docker-archive:" + BOX.archive(stack.scratch()), "1");
      stack.rewrite(TEXT.formatted(registry.authority()));

      Shell.Result refused = stack.jcompose("up", "-d");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.error())
          .contains("service 'box'", "jcompose login " + registry.authority());
      Shell.Result wrong =
          stack.fed("wrong\n", "login", "-u", "jane", "--password-stdin", registry.authority());
      assertThat(wrong.exitCode()).isEqualTo(1);
      stack
          .fed("pass:word\n", "login", "-u", "jane", "--password-stdin", registry.authority())
          .succeeded();

      Shell.Result up = stack.jcompose("up", "-d");

      up.succeeded();
      assertThat(up.error()).contains("Pulling", "Pulled").doesNotContain("pass:word");
      assertThat(stack.jcompose("exec", "-T", "box", "cat", "/seeded/from-image").succeeded())
          .isEqualTo("seed\n");
      assertThat(stack.jcompose("up", "-d").error()).doesNotContain("Pulling");
      assertThat(stack.jcompose("image", "fsck").exitCode()).isZero();
    }
  }

  @Test
  void whatIsPushedMustBeWhatOthersFetch() throws IOException {
    try (Stack stack = Stack.of("pushed", "services: {}");
        PasswordRegistry registry = registryFor(stack)) {
      BOX.load(stack);
      String name = registry.authority() + "/team/box:2";
      stack.jcompose("image", "tag", "box:1", name).succeeded();
      stack
          .fed("pass:word\n", "login", "-u", "jane", "--password-stdin", registry.authority())
          .succeeded();

      String told = stack.jcompose("image", "push", name).succeeded();

      Path fetched = stack.scratch().resolve("fetched.tar");
      skopeo(stack, registry, "copy-out", "oci-archive:" + fetched + ":box:2", "2");
      assertThat(told).startsWith(name + "@sha256:");
      stack.jcompose("image", "rm", name, "box:1").succeeded();
      assertThat(stack.jcompose("load", "-i", fetched.toString()).succeeded()).contains("box:2");
      stack.jcompose("image", "pull", name).succeeded();
      assertThat(stack.jcompose("images", "-q").succeeded().lines()).hasSize(1);
    }
  }

  @Test
  void upMustRunAnImageThatIsInAFile() throws IOException {
    try (Stack stack = Stack.of("in-a-file", "services: {}")) {
      String image = "docker-archive:" + BOX.archive(stack.scratch());
      stack.rewrite("services: {box: {image: '%s', stop_grace_period: 0s}}".formatted(image));

      Shell.Result up = stack.jcompose("up", "-d");

      up.succeeded();
      assertThat(up.error()).contains("Pulling", "Pulled");
      assertThat(stack.jcompose("exec", "-T", "box", "cat", "/seeded/from-image").succeeded())
          .isEqualTo("seed\n");
      assertThat(stack.jcompose("up", "-d").error()).doesNotContain("Pulling");
      assertThat(stack.jcompose("images").succeeded()).contains("docker-archive:");
    }
  }

  private static PasswordRegistry registryFor(Stack stack) throws IOException {
    Path home = Files.createDirectory(stack.scratch().resolve("home"));
    PasswordRegistry registry =
        new PasswordRegistry(Files.createDirectory(stack.scratch().resolve("registry")));
    registry.trustedIn(home);
    stack.with("HOME", home.toString());
    stack.with("REGISTRY_AUTH_FILE", home.resolve("auth.json").toString());
    return registry;
  }

  /** Copies an image to the registry, or with {@code copy-out} from it. */
  private static void skopeo(
      Stack stack, PasswordRegistry registry, String direction, String archive, String tag) {
    String remote = "docker://" + registry.authority() + "/team/box:" + tag;
    String certificates = stack.scratch().resolve("registry").toString();
    List<String> words =
        direction.equals("copy")
            ? List.of(
                "skopeo",
                "copy",
                "--dest-creds",
                "jane:pass:word",
                "--dest-cert-dir",
                certificates,
                archive,
                remote)
            : List.of(
                "skopeo",
                "copy",
                "--src-creds",
                "jane:pass:word",
                "--src-cert-dir",
                certificates,
                remote,
                archive);
    Shell.run(stack.scratch(), Map.of(), words).succeeded();
  }
}
