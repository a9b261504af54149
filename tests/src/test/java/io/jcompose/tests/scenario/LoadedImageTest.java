package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import org.junit.jupiter.api.Test;

@Privileged
class LoadedImageTest {
  private static final String TEXT =
      """
      services:
        box:
          image: localhost/box:1
          stop_grace_period: 0s
          volumes: ["data:/seeded"]
      volumes:
        data:
      """;

  private static final BusyboxImage BOX =
      new BusyboxImage(
          "box:1",
          """
          {"User":"box","WorkingDir":"/work","Env":["PATH=/bin","GREETING=hello"],
           "Entrypoint":["sleep"],"Cmd":["1000"]}
          """);

  @Test
  void anArchiveIsLoadedAndRunsAsItsConfigurationSays() {
    try (Stack stack = Stack.of("boxes", TEXT)) {
      BOX.load(stack);
      assertThat(stack.jcompose("images").exitCode()).isZero();

      stack.jcompose("up", "-d").succeeded();

      assertThat(
              stack
                  .jcompose("exec", "-T", "box", "sh", "-c", "id -u; pwd; echo $GREETING")
                  .succeeded())
          .isEqualTo("1234\n/work\nhello\n");
      assertThat(stack.jcompose("exec", "-T", "box", "cat", "/seeded/from-image").succeeded())
          .isEqualTo("seed\n");
      assertThat(
              stack
                  .jcompose("exec", "-T", "box", "sh", "-c", "tr '\\0' ' ' </proc/1/cmdline")
                  .succeeded())
          .isEqualTo("sleep 1000 ");
    }
  }

  @Test
  void anImageGoesWithItsProjectIfThatIsAskedFor() {
    try (Stack stack = Stack.of("leaving", TEXT)) {
      BOX.load(stack);
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("down", "--rmi", "local").succeeded();
      assertThat(stack.jcompose("images", "-q").succeeded()).isNotEmpty();

      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("down", "--rmi", "all").succeeded();
      assertThat(stack.jcompose("images", "-q").succeeded()).isEmpty();
      BOX.load(stack);
      stack.jcompose("up", "-d").succeeded();
    }
  }
}
