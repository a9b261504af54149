package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What projects and containers are called. */
@Privileged
class NameScenarioTest {
  private static final String WEB =
      """
      services:
        web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s}
      """;
  private static final String NAMED =
      """
      services:
        web: {image: "rootfs:/", command: sleep 1000, stop_grace_period: 0s, container_name: only}
      """;

  @Test
  void aContainerMustBeCalledByProjectServiceAndNumber() {
    try (Stack stack = up(WEB, Map.of())) {
      assertThat(stack.states()).containsOnlyKeys("names-web-1");
    }
  }

  @Test
  void aContainersOwnNameMustBeTaken() {
    try (Stack stack = up(NAMED, Map.of())) {
      assertThat(stack.states()).containsOnlyKeys("only");
    }
  }

  @Test
  void aContainerThatIsGivenAnotherNameMustNotBeThereTwice() {
    try (Stack stack = up(WEB, Map.of())) {
      stack.rewrite(NAMED);
      stack.jcompose("up", "-d").succeeded();

      assertThat(stack.states()).containsOnlyKeys("only");
    }
  }

  @Test
  void oneNameMustNotBeGivenToTwoServices() {
    String twice =
        NAMED
            + """
              mail: {image: "rootfs:/", command: sleep 1000, container_name: only}
            """;
    try (Stack stack = Stack.of("names", twice)) {
      Shell.Result up = stack.jcompose("up", "-d");

      assertThat(up.exitCode()).isEqualTo(3);
      assertThat(up.error()).contains("only").contains("web").contains("mail");
      stack.rewrite(WEB);
      assertThat(stack.states()).isEmpty();
    }
  }

  @Test
  void theNameOfTheFileMustBeatThatOfTheFolder() {
    try (Stack stack = up("name: shop\n" + WEB, Map.of())) {
      assertThat(stack.states()).containsOnlyKeys("shop-web-1");
    }
  }

  @Test
  void theCallersNameMustBeatThatOfTheFile() {
    try (Stack stack = up("name: shop\n" + WEB, Map.of("COMPOSE_PROJECT_NAME", "caller"))) {
      assertThat(stack.states()).containsOnlyKeys("caller-web-1");
    }
  }

  @Test
  void theNameOfTheCommandLineMustBeatTheCallersVariable() {
    try (Stack stack = Stack.of("names", WEB, Map.of("COMPOSE_PROJECT_NAME", "caller"))) {
      stack.jcompose("-p", "given", "up", "-d").succeeded();

      assertThat(stack.jcompose("-p", "given", "ps", "--format", "json").succeeded())
          .contains("\"Name\":\"given-web-1\"");
      stack.jcompose("-p", "given", "down").succeeded();
    }
  }

  @Test
  void twoProjectsMustNotMeddleWithEachOther() {
    try (Stack stack = up(WEB, Map.of())) {
      long web = stack.pid("names-web-1");
      stack.jcompose("-p", "other", "up", "-d").succeeded();
      stack.jcompose("-p", "other", "down").succeeded();

      assertThat(stack.pid("names-web-1")).isEqualTo(web);
    }
  }

  @Test
  void namesMustBeJoinedByUnderscoresWhereTheOldWayIsAskedFor() {
    try (Stack stack = up(WEB, Map.of("COMPOSE_COMPATIBILITY", "true"))) {
      assertThat(stack.states()).containsOnlyKeys("names_web_1");
    }
  }

  private static Stack up(String text, Map<String, String> callers) {
    Stack stack = Stack.of("names", text, callers);
    stack.jcompose("up", "-d").succeeded();
    return stack;
  }
}
