package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images made of containers, as the containers see them that are made of these. */
@Privileged
class CommitTest {
  private static final String TEXT =
      """
      services:
        box:
          image: ${IMAGE:-box:1}
          environment: {GREETING: hello}
          stop_grace_period: 0s
          volumes: ["data:/data"]
          configs: [{source: note, target: /etc/note}]
      volumes:
        data:
      configs:
        note: {content: "only lent"}
      """;

  private static final BusyboxImage BOX =
      new BusyboxImage(
          "box:1", "{\"Env\":[\"PATH=/bin\"],\"Entrypoint\":[\"sleep\"],\"Cmd\":[\"1000\"]}");

  @Test
  void aContainerOfTheNewImageMustHaveTheFilesThatTheOldOneLeft() {
    try (Stack stack = Stack.of("keeping", TEXT)) {
      BOX.load(stack);
      stack.jcompose("up", "-d").succeeded();
      sh(stack, "echo new >/new; busybox ln /new /again; busybox chown 12:34 /new");
      sh(stack, "busybox rm /etc/group; busybox rm -r /seeded; busybox mkdir /seeded");
      sh(stack, "echo mine >/seeded/mine; echo kept >/data/kept; busybox chmod 4711 /new");

      String id = stack.jcompose("commit", "box", "kept/box:2").succeeded().strip();
      stack.jcompose("down", "-v").succeeded();

      Stack next = stack.with("IMAGE", "kept/box:2");
      next.jcompose("up", "-d").succeeded();
      assertThat(sh(next, "cat /again; busybox stat -c '%u:%g %a %h' /new; ls /seeded /data"))
          .isEqualTo("new\n12:34 4711 2\n/data:\n\n/seeded:\nmine\n");
      assertThat(sh(next, "ls /etc; echo $GREETING; tr '\\0' ' ' </proc/1/cmdline"))
          .isEqualTo("hostname\nhosts\nnote\npasswd\nresolv.conf\nhello\nsleep 1000 ");
      assertThat(next.jcompose("images", "-q").succeeded()).contains(id);
      assertThat(next.jcompose("inspect", "box").succeeded()).contains(id);
    }
  }

  @Test
  void anImageWithoutANameMustRunByItsIdAndSayWhatItWasTold() {
    try (Stack stack = Stack.of("nameless", TEXT)) {
      BOX.load(stack);
      stack.jcompose("up", "-d").succeeded();
      sh(stack, "echo new >/new");
      stack.jcompose("stop").succeeded();

      String id =
          stack
              .jcompose("commit", "-c", "CMD [\"2000\"]", "-c", "ENV MOOD=fine", "box")
              .succeeded()
              .strip();

      Stack next = stack.with("IMAGE", id);
      next.jcompose("up", "-d").succeeded();
      assertThat(sh(next, "cat /new; echo $MOOD; tr '\\0' ' ' </proc/1/cmdline"))
          .isEqualTo("new\nfine\nsleep 2000 ");
    }
  }

  @Test
  void aDirectoryThatServesAsAnImageMustBecomeOneWithAllItsFiles() {
    try (Stack stack =
        Stack.of(
            "whole",
            """
            services:
              box:
                image: ${BOX:-rootfs:${PWD}/root}
                command: [/bin/sleep, "1000"]
                stop_grace_period: 0s
            """)) {
      Shell.run(
              stack.directory(),
              Map.of(),
              List.of("sh", "-c", "mkdir -p root/bin && cp /bin/busybox root/bin/sleep"))
          .succeeded();
      stack.with("PWD", stack.directory().toString());
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("commit", "box", "whole:1").succeeded();

      Stack next = stack.with("BOX", "whole:1");
      next.jcompose("up", "-d").succeeded();
      assertThat(next.jcompose("ps", "--format", "json").succeeded())
          .contains("\"State\":\"running\"", "whole:1");
    }
  }

  private static String sh(Stack stack, String line) {
    return stack.jcompose("exec", "-T", "box", "sh", "-c", line).succeeded();
  }
}
