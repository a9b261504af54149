package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of its many sources a variable of a container is taken from. */
@Privileged
class EnvironmentScenarioTest {
  private static final String SLEEPER =
      """
      services:
        web:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
      """;

  private static final String BOX =
      """
      services:
        box:
          image: localhost/box:1
          stop_grace_period: 0s
      """;

  @Test
  void aKeyWithoutValueMustTakeTheCallersVariable() {
    try (Stack stack = sleeper("environment: [K]", Map.of("K", "caller"))) {
      assertThat(upAndPrint(stack)).isEqualTo("caller\n");
    }
  }

  @Test
  void aValueOfTheFileMustBeatTheCallersVariable() {
    try (Stack stack = sleeper("environment: {K: file}", Map.of("K", "caller"))) {
      assertThat(upAndPrint(stack)).isEqualTo("file\n");
    }
  }

  @Test
  void theFilesEnvironmentMustBeatItsEnvFile() {
    try (Stack stack = sleeper("environment: {K: file}\n    env_file: first.env")) {
      stack.write("first.env", "K=first\n");

      assertThat(upAndPrint(stack)).isEqualTo("file\n");
    }
  }

  @Test
  void aLaterEnvFileMustBeatAnEarlierOne() {
    try (Stack stack = sleeper("env_file: [first.env, second.env]")) {
      stack.write("first.env", "K=first\n");
      stack.write("second.env", "K=second\n");

      assertThat(upAndPrint(stack)).isEqualTo("second\n");
    }
  }

  @Test
  void anEnvFileThatIsNotRequiredMayBeMissing() {
    try (Stack stack =
        sleeper("env_file: [{path: none.env, required: false}]\n    environment: {K: file}")) {
      assertThat(upAndPrint(stack)).isEqualTo("file\n");
    }
  }

  @Test
  void anEnvFileThatIsMissingMustBeToldBeforeAnythingIsMade() {
    try (Stack stack = sleeper("env_file: none.env")) {
      Shell.Result result = stack.jcompose("up", "-d");

      assertThat(result.exitCode()).as(result.error()).isEqualTo(3);
      assertThat(result.error()).contains("none.env");
      stack.rewrite(SLEEPER);
      assertThat(stack.states()).isEmpty();
    }
  }

  @Test
  void aValueOfRunMustBeatTheFilesEnvironment() {
    try (Stack stack = sleeper("environment: {K: file}")) {
      assertThat(
              stack
                  .jcompose("run", "--rm", "-T", "-e", "K=run", "web", "printenv", "K")
                  .succeeded())
          .isEqualTo("run\n");
    }
  }

  @Test
  void aKeyOfRunMustTakeTheCallersVariableBeforeThatOfTheEnvFile() {
    try (Stack stack = sleeper("env_file: first.env", Map.of("K", "caller"))) {
      stack.write("first.env", "K=first\n");

      assertThat(runAndPrint(stack, "web")).isEqualTo("caller\n");
    }
  }

  @Test
  void aKeyOfRunThatTheCallerLacksMustTakeTheVariableOfTheEnvFile() {
    try (Stack stack = sleeper("env_file: first.env")) {
      stack.write("first.env", "K=first\n");

      assertThat(runAndPrint(stack, "web")).isEqualTo("first\n");
    }
  }

  @Test
  void aKeyOfRunThatNobodyElseSetsMustTakeTheVariableOfTheImage() {
    try (Stack stack = Stack.of("environment", BOX)) {
      BusyboxImage.withEnvironment("box:1", "K=image").load(stack);

      assertThat(
              stack
                  .jcompose("run", "--rm", "-T", "-e", "K", "box", "sh", "-c", "echo $K")
                  .succeeded())
          .isEqualTo("image\n");
    }
  }

  @Test
  void aKeyOfRunMustTakeTheVariableOfDotEnvEvenIfTheServiceHasAnEnvFile() {
    try (Stack stack = sleeper("env_file: first.env")) {
      stack.write("first.env", "K=first\n");
      stack.write(".env", "K=dot\n");

      assertThat(runAndPrint(stack, "web")).isEqualTo("dot\n");
    }
  }

  @Test
  void theCallersVariableMustBeatThatOfDotEnvWhereTheFileIsFilledIn() {
    try (Stack stack = sleeper("environment: {K: \"${K}\"}", Map.of("K", "caller"))) {
      stack.write(".env", "K=dot\n");

      assertThat(upAndPrint(stack)).isEqualTo("caller\n");
    }
  }

  @Test
  void aKeyWithoutValueThatNobodySetsMustTakeTheImagesVariableAway() {
    try (Stack stack = Stack.of("environment", BOX + "    environment: [K]\n")) {
      BusyboxImage.withEnvironment("box:1", "K=image", "L=image").load(stack);
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("box", "env").lines()).contains("L=image").doesNotContain("K=image");
    }
  }

  @Test
  void aHashAfterABlankMustStartACommentUnlessItIsQuoted() {
    try (Stack stack = sleeper("env_file: first.env")) {
      stack.write("first.env", "K=bare # gone\nL=\"quoted # kept\"\nM=with#in\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("web", "printenv", "K", "L", "M"))
          .isEqualTo("bare\nquoted # kept\nwith#in\n");
    }
  }

  @Test
  void aRawEnvFileMustBeTakenAsItIs() {
    try (Stack stack = sleeper("env_file: [{path: first.env, format: raw}]")) {
      stack.write("first.env", "K='${HOME}' # kept\n");

      assertThat(upAndPrint(stack)).isEqualTo("'${HOME}' # kept\n");
    }
  }

  @Test
  void anEnvFileMustBeFoundInTheProjectsFolderWhereverTheCallerIs() {
    try (Stack stack = sleeper("env_file: first.env").behind(List.of("env", "-C", "/"))) {
      stack.write("first.env", "K=first\n");

      assertThat(stack.jcompose("run", "--rm", "-T", "web", "printenv", "K").succeeded())
          .isEqualTo("first\n");
    }
  }

  @Test
  void aBindMountMustBeFoundInTheProjectsFolderWhereverTheCallerIs() {
    try (Stack stack =
        sleeper("volumes: [\"./note:/note:ro\"]").behind(List.of("env", "-C", "/"))) {
      stack.write("note", "kept\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.exec("web", "cat", "/note")).isEqualTo("kept\n");
    }
  }

  @Test
  void twoDollarsOfACommandMustReachTheProgramAsOne() {
    try (Stack stack =
        sleeper(
            "environment: {K: inside}\n    entrypoint: [sh, -c, 'echo $$K; exec sleep 1000']")) {
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.jcompose("logs", "--no-color", "--no-log-prefix").succeeded())
          .isEqualTo("inside\n");
    }
  }

  @Test
  void profilesOfDotEnvMustBeOn() {
    try (Stack stack = sleeper("profiles: [night]")) {
      stack.write(".env", "COMPOSE_PROFILES=night\n");
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("environment-web-1");
    }
  }

  private static Stack sleeper(String keys) {
    return sleeper(keys, Map.of());
  }

  private static Stack sleeper(String keys, Map<String, String> callers) {
    return Stack.of("environment", SLEEPER + "    " + keys + "\n", callers);
  }

  private static String upAndPrint(Stack stack) {
    stack.jcompose("up", "-d").succeeded();
    return stack.exec("web", "printenv", "K");
  }

  private static String runAndPrint(Stack stack, String service) {
    return stack.jcompose("run", "--rm", "-T", "-e", "K", service, "printenv", "K").succeeded();
  }
}
