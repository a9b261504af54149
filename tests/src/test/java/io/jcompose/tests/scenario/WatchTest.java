package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Files that change on the host, and what becomes of them in containers. */
@Privileged
class WatchTest {
  private static final String TEXT =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          user: "1234:4321"
          stop_grace_period: 0s
          develop:
            watch:
              - {path: ./src, action: sync, target: /var/tmp/app, initial_sync: true}
              - {path: ./conf, action: sync+restart, target: /var/tmp/conf}
              - path: ./hot
                action: sync+exec
                target: /var/tmp/hot
                exec: {command: "cp /var/tmp/hot/file /var/tmp/hot-copy", user: root}
      """;

  /** A command that watches until it is interrupted. */
  private record Watching(Stack stack, Process process, Path error) {
    static Watching start(Stack stack, String... command) throws IOException {
      for (String directory : new String[] {"src", "conf", "hot"}) {
        Files.createDirectories(stack.directory().resolve(directory));
      }
      stack.write("src/old", "old");
      Path error = stack.scratch().resolve("error");
      Process process = stack.start(stack.scratch().resolve("output"), error, command);
      await().untilAsserted(() -> assertThat(Files.readString(error)).contains("Watch enabled"));
      return new Watching(stack, process, error);
    }

    /** Returns what it told. */
    String interrupted() throws IOException, InterruptedException {
      Shell.run("kill", "-INT", Long.toString(process.pid())).succeeded();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(error)).isEqualTo(130);
      return Files.readString(error);
    }

    Path inBox(String path) {
      return Path.of("/proc/" + stack.pid(boxName()) + "/root" + path);
    }

    private String boxName() {
      return stack.directory().getFileName() + "-box-1";
    }

    void awaitContent(String path, String text) {
      await().untilAsserted(() -> assertThat(inBox(path)).hasContent(text));
    }
  }

  @Test
  void aChangeOfAFileMustReachTheContainerAndSoMustItsEnd() throws Exception {
    try (Stack stack = Stack.of("watched-files", TEXT)) {
      Watching watching = Watching.start(stack, "watch");
      assertThat(watching.inBox("/var/tmp/app/old")).hasContent("old");

      Path made = Files.createDirectories(stack.directory().resolve("src/new/folder"));
      Files.writeString(made.resolve("file"), "new");
      Shell.run("chmod", "750", made.resolve("file").toString()).succeeded();
      Files.createSymbolicLink(made.resolve("link"), Path.of("/etc/hostname"));
      Files.delete(stack.directory().resolve("src/old"));
      watching.awaitContent("/var/tmp/app/new/folder/file", "new");
      await().untilAsserted(() -> assertThat(watching.inBox("/var/tmp/app/old")).doesNotExist());

      assertThat(stack.exec("box", "stat", "-c", "%u:%g %a", "/var/tmp/app/new/folder/file"))
          .isEqualTo("1234:4321 750\n");
      assertThat(stack.exec("box", "stat", "-c", "%u:%g", "/var/tmp/app")).isEqualTo("1234:4321\n");
      assertThat(stack.exec("box", "readlink", "/var/tmp/app/new/folder/link"))
          .isEqualTo("/etc/hostname\n");

      Path draft = Files.writeString(stack.scratch().resolve("draft"), "renamed over it");
      Files.move(draft, made.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
      watching.awaitContent("/var/tmp/app/new/folder/file", "renamed over it");
      Files.writeString(stack.directory().resolve("hot/file"), "hot");
      watching.awaitContent("/var/tmp/hot-copy", "hot");
      Files.move(stack.directory().resolve("src/new"), stack.scratch().resolve("elsewhere"));
      await().untilAsserted(() -> assertThat(watching.inBox("/var/tmp/app/new")).doesNotExist());
      assertThat(watching.interrupted()).contains("Watch disabled").doesNotContain("hint");
      assertThat(stack.states()).containsEntry("watched-files-box-1", "running");
    }
  }

  @Test
  void noLinkMustLeadACopyOrARemovalElsewhere() throws Exception {
    try (Stack stack = Stack.of("watched-links", TEXT)) {
      Watching watching = Watching.start(stack, "watch");
      Path outside = Files.createDirectory(stack.scratch().resolve("outside"));
      Files.writeString(outside.resolve("secret"), "secret");

      Files.createSymbolicLink(stack.directory().resolve("src/door"), outside);
      Path tree = Files.createDirectory(stack.directory().resolve("src/tree"));
      Files.writeString(tree.resolve("file"), "text");
      watching.awaitContent("/var/tmp/app/tree/file", "text");
      assertThat(stack.exec("box", "readlink", "/var/tmp/app/door")).isEqualTo(outside + "\n");

      String replace =
          "cd /var/tmp && mkdir precious && echo kept >precious/file"
              + " && rm -r app/tree && ln -s /var/tmp/precious app/tree";
      stack.exec("box", "sh", "-c", replace);
      Files.delete(tree.resolve("file"));
      Files.delete(tree);
      Files.delete(stack.directory().resolve("src/door"));
      await()
          .untilAsserted(
              () -> assertThat(stack.exec("box", "ls", "-A", "/var/tmp/app")).isEqualTo("old\n"));

      assertThat(watching.inBox("/var/tmp/precious/file")).hasContent("kept");
      assertThat(outside.resolve("secret")).hasContent("secret");
      watching.interrupted();
    }
  }

  @Test
  void aBatchOfChangesMustRestartTheServiceOnceAndUpMustGoOn() throws Exception {
    try (Stack stack = Stack.of("watched-restart", TEXT)) {
      Watching watching = Watching.start(stack, "up", "--watch");
      long before = stack.pid("watched-restart-box-1");

      for (int i = 0; i < 50; i++) {
        stack.write("conf/file" + i, "text " + i);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(Files.readString(watching.error()))
                      .contains("service(s) [\"box\"] restarted"));
      stack.write("src/last", "last");
      watching.awaitContent("/var/tmp/app/last", "last");

      assertThat(watching.inBox("/var/tmp/conf/file49")).hasContent("text 49");
      assertThat(stack.pid("watched-restart-box-1")).isNotEqualTo(before);
      assertThat(watching.interrupted())
          .containsOnlyOnce("restarted")
          .contains("Syncing service \"box\" after 50 changes were detected");
      assertThat(stack.states()).containsEntry("watched-restart-box-1", "exited");
    }
  }
}
