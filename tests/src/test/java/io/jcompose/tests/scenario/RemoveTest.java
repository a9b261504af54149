package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

@Privileged
class RemoveTest {
  private static final String TWO_SLEEPERS =
      """
      services:
        db:
          image: rootfs:/
          command: sleep 1000
          stop_signal: SIGKILL
          volumes: ["data:/var/tmp/data", "/var/tmp/scratch"]
        web:
          image: rootfs:/
          command: sleep 1000
          stop_signal: SIGKILL
      volumes: {data: }
      """;

  @Test
  void aStoppedContainerMustGoAndItsNamedVolumeMustStay() {
    try (Stack stack = Stack.of("removing", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "sh", "-c", "echo kept > /var/tmp/data/x").succeeded();
      long web = stack.pid("removing-web-1");
      stack.jcompose("stop", "db").succeeded();

      stack.jcompose("rm", "-f", "-v").succeeded();

      assertThat(stack.jcompose("ps", "-a").succeeded()).doesNotContain("removing-db-1");
      assertThat(stack.pid("removing-web-1")).isEqualTo(web);
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.jcompose("exec", "-T", "db", "cat", "/var/tmp/data/x").succeeded())
          .isEqualTo("kept\n");
    }
  }

  @Test
  void removingAllMustLeaveAProjectThatUpBringsBack() {
    try (Stack stack = Stack.of("removal", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("rm", "-s", "-f").succeeded();

      assertThat(stack.jcompose("ps", "-a", "-q").succeeded()).isEmpty();
      assertThat(stack.jcompose("rm", "-f").error()).isEqualTo("No stopped containers\n");
      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.jcompose("ps", "-q").succeeded().lines()).hasSize(2);
    }
  }

  @Test
  void onlyTheNamedServiceMustGo() {
    try (Stack stack = Stack.of("selection", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop").succeeded();

      stack.jcompose("rm", "-f", "web").succeeded();

      assertThat(Listed.all(stack)).extracting(Listed::service).containsExactly("db");
    }
  }

  @Test
  void aNamedServiceThatRunsMustBeStoppedAndGoIfThatIsAskedFor() {
    try (Stack stack = Stack.of("running", TWO_SLEEPERS)) {
      stack.jcompose("up", "-d").succeeded();
      long db = stack.pid("running-db-1");

      stack.jcompose("rm", "-s", "-f", "web").succeeded();

      assertThat(Listed.all(stack)).extracting(Listed::pid).containsExactly(db);
    }
  }

  @Test
  void nothingMustGoIfNobodySaysYes() {
    try (Stack stack = Stack.of("unasked", TWO_SLEEPERS)) {
      stack.jcompose("create").succeeded();

      Shell.Result rm = stack.jcompose("rm");

      assertThat(rm.error()).contains("unasked-db-1", "unasked-web-1");
      assertThat(Listed.all(stack)).hasSize(2);
    }
  }

  @Test
  void anonymousVolumesMustStayUnlessTheyAreMeantToo() {
    String text =
        """
        services:
          db:
            image: rootfs:/
            command: sleep 1000
            stop_signal: SIGKILL
            volumes: [/var/tmp/scratch]
        """;
    try (Stack stack = Stack.of("anonymous", text)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "touch", "/var/tmp/scratch/kept").succeeded();
      stack.jcompose("rm", "-s", "-f").succeeded();
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("exec", "-T", "db", "touch", "/var/tmp/scratch/gone").succeeded();
      stack.jcompose("rm", "-s", "-f", "-v").succeeded();

      assertThat(found(stack, "kept")).isNotEmpty();
      assertThat(found(stack, "gone")).isEmpty();
    }
  }

  /** Returns the files of that name below the stack's folders, where volumes are kept. */
  private static String found(Stack stack, String name) {
    return Shell.run("find", stack.scratch().toString(), "-name", name).output();
  }
}
