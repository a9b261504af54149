package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files that are copied into containers and out of them, as stat(1) and tar(1) see them. */
@Privileged
class CopyTest {
  private static final String ONE =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          volumes: ["data:/data"]
      volumes:
        data:
      """;

  private static final String TWO =
      """
      services:
        box:
          image: rootfs:/
          command: sleep 1000
          stop_grace_period: 0s
          scale: 2
      """;

  @Test
  void modesTimesAndWithArchiveOwnersMustBeKept() throws Exception {
    try (Stack stack = Stack.of("keeping", ONE)) {
      stack.jcompose("up", "-d").succeeded();
      Path note = Files.writeString(stack.directory().resolve("note"), "hello");
      Shell.run("chown", "1234:4321", note.toString()).succeeded();
      Shell.run("chmod", "640", note.toString()).succeeded();
      Shell.run("touch", "-d", "@1000", note.toString()).succeeded();

      stack.jcompose("cp", "note", "box:/var/tmp/plain").succeeded();
      stack.jcompose("cp", "-a", "note", "box:/data/exact").succeeded();

      assertThat(inBox(stack, "stat", "-c", "%u:%g %a %Y", "/var/tmp/plain"))
          .isEqualTo("0:0 640 1000\n");
      assertThat(inBox(stack, "stat", "-c", "%u:%g %a %Y", "/data/exact"))
          .isEqualTo("1234:4321 640 1000\n");
      stack.jcompose("cp", "-a", "box:/data/exact", "back").succeeded();
      assertThat(
              Shell.run("stat", "-c", "%u:%g %a %Y", stack.directory().resolve("back").toString())
                  .succeeded())
          .isEqualTo("1234:4321 640 1000\n");
    }
  }

  /** Replacing it would take the mount away, and leave the host's file as it was. */
  @Test
  void aFileThatIsMountedMustBeWrittenWhereItIs() throws Exception {
    try (Stack stack =
        Stack.of(
            "mounted",
            """
            services:
              box:
                image: rootfs:/
                command: sleep 1000
                stop_grace_period: 0s
                volumes: ["./own:/etc/own", "./fixed:/etc/fixed:ro"]
            """)) {
      Path own = Files.writeString(stack.directory().resolve("own"), "a longer text\n");
      Path fixed = Files.writeString(stack.directory().resolve("fixed"), "fixed\n");
      Files.writeString(stack.directory().resolve("note"), "hello\n");
      Object before = Files.getAttribute(own, "unix:ino");
      stack.jcompose("up", "-d").succeeded();

      stack.jcompose("cp", "note", "box:/etc/own").succeeded();
      assertThat(inBox(stack, "cat", "/etc/own")).isEqualTo("hello\n");
      assertThat(own).hasContent("hello");
      assertThat(Files.getAttribute(own, "unix:ino")).isEqualTo(before);

      assertThat(stack.jcompose("cp", "note", "box:/etc/fixed").exitCode()).isEqualTo(1);
      assertThat(fixed).hasContent("fixed");
      assertThat(inBox(stack, "cat", "/etc/fixed")).isEqualTo("fixed\n");

      stack.jcompose("stop").succeeded();
      Files.writeString(stack.directory().resolve("note"), "again\n");
      stack.jcompose("cp", "note", "box:/etc/own").succeeded();
      assertThat(own).hasContent("again");
    }
  }

  @Test
  void aStoppedContainersFilesAndVolumesMustBeWithinReach() throws Exception {
    try (Stack stack = Stack.of("stopped", ONE)) {
      stack.jcompose("up", "-d").succeeded();
      stack.jcompose("stop", "-t", "0").succeeded();
      Files.writeString(stack.directory().resolve("note"), "hello");

      stack.jcompose("cp", "note", "box:/data/note").succeeded();
      stack.jcompose("cp", "note", "box:/var/tmp/note").succeeded();

      stack.jcompose("cp", "box:/data/note", "back").succeeded();
      assertThat(stack.directory().resolve("back")).hasContent("hello");
      stack.jcompose("start").succeeded();
      assertThat(inBox(stack, "cat", "/data/note", "/var/tmp/note")).isEqualTo("hellohello");
    }
  }

  @Test
  void noLinkOfAContainerMustLeadToTheHost() throws Exception {
    try (Stack stack = Stack.of("enclosed", ONE)) {
      stack.jcompose("up", "-d").succeeded();
      inBox(stack, "sh", "-c", "mkdir /data/d; echo mine >/data/d/f; ln -s / /data/root");
      inBox(stack, "ln", "-s", stack.scratch().toString(), "/data/door");
      Files.writeString(stack.directory().resolve("note"), "hello");

      // in the container the host's folder is a part of the image
      stack.jcompose("cp", "note", "box:/data/door/note").succeeded();
      stack.jcompose("cp", "note", "box:/data/root/var/tmp/note").succeeded();

      assertThat(stack.scratch().resolve("note")).doesNotExist();
      assertThat(Path.of("/var/tmp/note")).doesNotExist();
      assertThat(inBox(stack, "cat", "/var/tmp/note")).isEqualTo("hello");
      stack.jcompose("cp", "box:/data", "all").succeeded();
      assertThat(Files.isSymbolicLink(stack.directory().resolve("all/door"))).isTrue();
    }
  }

  @Test
  void anExportMustHoldTheRootWithoutVolumes() throws Exception {
    try (Stack stack = Stack.of("exported", ONE)) {
      small(stack);
      stack.jcompose("up", "-d").succeeded();
      stack
          .jcompose("exec", "-T", "box", "sh", "-c", "echo new >/new; echo kept >/data/kept")
          .succeeded();

      stack.jcompose("export", "-o", "running.tar", "box").succeeded();
      stack.jcompose("stop", "-t", "0").succeeded();
      stack.jcompose("export", "-o", "stopped.tar", "box").succeeded();

      for (String archive : new String[] {"running.tar", "stopped.tar"}) {
        String file = stack.directory().resolve(archive).toString();
        assertThat(Shell.run("tar", "-tf", file).succeeded().lines())
            .contains("new", "data/", "bin/busybox")
            .doesNotContain("data/kept")
            .noneMatch(name -> name.startsWith("proc/") && name.length() > "proc/".length());
        assertThat(Shell.run("tar", "-xOf", file, "new").succeeded()).isEqualTo("new\n");
      }
    }
  }

  @Test
  void aFileMustReachAllReplicasOrTheOneThatIsNamed() throws Exception {
    try (Stack stack = Stack.of("copied", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      Files.writeString(stack.directory().resolve("note"), "hello");

      stack.jcompose("cp", "note", "box:/var/tmp/all").succeeded();
      stack.jcompose("cp", "--index", "2", "note", "box:/var/tmp/one").succeeded();

      assertThat(root(stack, "copied-box-1").resolve("var/tmp/all")).hasContent("hello");
      assertThat(root(stack, "copied-box-2").resolve("var/tmp/all")).hasContent("hello");
      assertThat(root(stack, "copied-box-1").resolve("var/tmp/one")).doesNotExist();
      assertThat(root(stack, "copied-box-2").resolve("var/tmp/one")).hasContent("hello");
    }
  }

  @Test
  void aFileMustComeFromTheFirstReplicaOrTheOneThatIsNamed() {
    try (Stack stack = Stack.of("fetched", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      for (String index : new String[] {"1", "2"}) {
        stack
            .jcompose(
                "exec",
                "-T",
                "--index",
                index,
                "box",
                "sh",
                "-c",
                "echo " + index + " > /var/tmp/me")
            .succeeded();
      }

      stack.jcompose("cp", "box:/var/tmp/me", "first").succeeded();
      stack.jcompose("cp", "--index", "2", "box:/var/tmp/me", "second").succeeded();

      assertThat(stack.directory().resolve("first")).hasContent("1\n");
      assertThat(stack.directory().resolve("second")).hasContent("2\n");
    }
  }

  @Test
  void aFileThatIsNotThereMustBeNamed() {
    try (Stack stack = Stack.of("missing", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      Shell.Result copy = stack.jcompose("cp", "box:/var/tmp/no-such-file", "here");

      assertThat(copy.exitCode()).isEqualTo(1);
      assertThat(copy.error()).contains("/var/tmp/no-such-file");
      assertThat(stack.directory().resolve("here")).doesNotExist();
    }
  }

  @Test
  void copyingFromServiceToServiceMustBeRefused() {
    try (Stack stack = Stack.of("between", TWO)) {
      stack.jcompose("up", "-d").succeeded();
      Shell.Result copy = stack.jcompose("cp", "box:/etc/hostname", "box:/var/tmp/hostname");

      assertThat(copy.exitCode()).isEqualTo(1);
      assertThat(copy.error()).contains("between services");
    }
  }

  /** Returns where the host sees a container's files. */
  private static Path root(Stack stack, String container) {
    return Path.of("/proc/" + stack.pid(container) + "/root");
  }

  private static String small() {
    return """
        services:
          box:
            image: rootfs:DIRECTORY/image
            command: /bin/busybox sleep 1000
            volumes: ["data:/data"]
        volumes:
          data:
        """;
  }

  private static String inBox(Stack stack, String... command) {
    String[] words = new String[command.length + 3];
    System.arraycopy(new String[] {"exec", "-T", "box"}, 0, words, 0, 3);
    System.arraycopy(command, 0, words, 3, command.length);
    return stack.jcompose(words).succeeded();
  }

  /** An image of two programs: the host's own root would make a large archive. */
  private static void small(Stack stack) throws Exception {
    Path image = stack.directory().resolve("image");
    Files.createDirectories(image.resolve("bin"));
    Files.copy(Path.of("/bin/busybox"), image.resolve("bin/busybox"));
    Files.createSymbolicLink(image.resolve("bin/sh"), Path.of("busybox"));
    stack.rewrite(small().replace("DIRECTORY", stack.directory().toString()));
  }
}
