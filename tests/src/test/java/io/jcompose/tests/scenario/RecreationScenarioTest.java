package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes make a container anew, and which leave it running. */
@Privileged
class RecreationScenarioTest {
  private static final String CHAIN =
      """
      services:
        db: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          depends_on: [db]
      """;

  @Test
  void nothingMustBeTouchedIfNothingChanged() {
    String text =
        CHAIN
            + """
                env_file: first.env
                environment: {K: "1"}
                volumes: ["./:/here", "data:/data", "/anonymous"]
                configs: [greeting]
                labels: {a: b}
            volumes: {data: }
            configs: {greeting: {content: hello}}
            """;
    try (Stack stack = Stack.of("anew", text)) {
      stack.write("first.env", "L=1\n");
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("anew-web-1");

      Shell.Result second = stack.jcompose("up", "-d");

      second.succeeded();
      assertThat(second.error()).doesNotContain("Recreat").doesNotContain("Starting");
      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void theReasonMustBeTold() {
    try (Stack stack = up()) {
      stack.rewrite(CHAIN + "    environment: {FOO: bar}\n");

      assertThat(stack.jcompose("up", "-d").error()).contains("environment FOO changed");
    }
  }

  @Test
  void aChangedEnvFileMustMakeTheContainerAnew() {
    try (Stack stack = Stack.of("anew", CHAIN + "    env_file: first.env\n")) {
      stack.write("first.env", "FOO=1\n");
      stack.jcompose("up", "-d").succeeded();
      stack.write("first.env", "FOO=2\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("web", "printenv", "FOO")).isEqualTo("2\n");
    }
  }

  @Test
  void aChangedLoggingOptionMustMakeTheContainerAnew() {
    assertMadeAnewBy("    logging: {options: {max-size: 1m}}\n");
  }

  @Test
  void aChangedLabelMustMakeTheContainerAnew() {
    assertMadeAnewBy("    labels: {colour: green}\n");
  }

  @Test
  void aChangedHealthCheckMustMakeTheContainerAnew() {
    assertMadeAnewBy("    healthcheck: {test: \"true\", interval: 10s}\n");
  }

  @Test
  void aChangedHardwareAddressMustBeTheContainersNextOne() {
    try (Stack stack = up()) {
      stack.rewrite(CHAIN + "    mac_address: 02:42:ac:11:65:43\nx-jcompose: {topology: bridge}\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(Shell.inside(stack.pid("anew-web-1"), "ip", "link", "show", "eth0"))
          .contains("02:42:ac:11:65:43");
    }
  }

  @Test
  void aChangedDependencyListMustLeaveTheContainerRunning() {
    try (Stack stack = up()) {
      long web = stack.pid("anew-web-1");
      stack.rewrite(CHAIN.replace("    depends_on: [db]\n", ""));
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void aProfileThatIsAddedMustLeaveTheContainerRunning() {
    try (Stack stack = up()) {
      long web = stack.pid("anew-web-1");
      stack.rewrite(CHAIN + "    profiles: [night]\n");
      stack.jcompose("--profile", "night", "up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void theContentOfABindMountMustNotMatter() {
    try (Stack stack = Stack.of("anew", CHAIN + "    volumes: [\"./note:/note\"]\n")) {
      stack.write("note", "one\n");
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("anew-web-1");
      stack.write("note", "two\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void aDependencyThatIsMadeAnewMustLeaveItsDependentRunning() {
    try (Stack stack = up()) {
      long web = stack.pid("anew-web-1");
      stack.rewrite(CHAIN.replace("db: {", "db: {environment: {K: changed}, "));
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void aDependentThatIsToRestartWithItsDependencyMustDoSo() {
    String text = CHAIN.replace("[db]", "{db: {condition: service_started, restart: true}}");
    try (Stack stack = Stack.of("anew", text)) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("anew-web-1");
      stack.rewrite(text.replace("db: {image", "db: {environment: {K: changed}, image"));
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isNotEqualTo(web);
    }
  }

  @Test
  void forceMustMakeTheNamedServiceAnewThoughNothingChanged() {
    try (Stack stack = up()) {
      long web = stack.pid("anew-web-1");
      stack.jcompose("up", "-d", "--force-recreate", "web").succeeded();

      assertThat(stack.pid("anew-web-1")).isNotEqualTo(web);
    }
  }

  @Test
  void forceMustLeaveDependenciesRunning() {
    try (Stack stack = up()) {
      long db = stack.pid("anew-db-1");
      stack.jcompose("up", "-d", "--force-recreate", "web").succeeded();

      assertThat(stack.pid("anew-db-1")).isEqualTo(db);
    }
  }

  @Test
  void forceMustMakeDependenciesAnewTooIfThatIsAskedFor() {
    try (Stack stack = up()) {
      long db = stack.pid("anew-db-1");
      stack.jcompose("up", "-d", "--force-recreate", "--always-recreate-deps", "web").succeeded();

      assertThat(stack.pid("anew-db-1")).isNotEqualTo(db);
    }
  }

  @Test
  void noRecreateMustLeaveAChangedContainerRunning() {
    try (Stack stack = up()) {
      long web = stack.pid("anew-web-1");
      stack.rewrite(CHAIN + "    environment: {FOO: bar}\n");
      stack.jcompose("up", "-d", "--no-recreate").succeeded();

      assertThat(stack.pid("anew-web-1")).isEqualTo(web);
    }
  }

  @Test
  void noRecreateMustMakeWhatIsMissing() {
    try (Stack stack = Stack.of("anew", CHAIN)) {
      stack.jcompose("up", "-d", "db").succeeded();
      stack.jcompose("up", "-d", "--no-recreate").succeeded();

      assertThat(stack.states()).isEqualTo(Map.of("anew-db-1", "running", "anew-web-1", "running"));
    }
  }

  @Test
  void anImageThatWasLoadedAgainWithAnotherContentMustMakeTheContainerAnew() {
    String text = "services: {box: {image: 'localhost/box:1', stop_grace_period: 0s}}\n";
    try (Stack stack = Stack.of("anew", text)) {
      BusyboxImage.withEnvironment("box:1", "K=old").load(stack);
      stack.jcompose("up", "-d").succeeded();
      BusyboxImage.withEnvironment("box:1", "K=new").load(stack);
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("box", "env")).contains("K=new\n");
    }
  }

  private static Stack up() {
    Stack stack = Stack.of("anew", CHAIN);
    stack.jcompose("up", "-d").succeeded();
    return stack;
  }

  private static void assertMadeAnewBy(String keys) {
    try (Stack stack = up()) {
      long db = stack.pid("anew-db-1");
      long web = stack.pid("anew-web-1");
      stack.rewrite(CHAIN + keys);
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.pid("anew-web-1")).isNotEqualTo(web);
      assertThat(stack.pid("anew-db-1")).as("what did not change").isEqualTo(db);
    }
  }
}
