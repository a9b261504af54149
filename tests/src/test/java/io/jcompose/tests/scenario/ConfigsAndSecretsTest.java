package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.scheduler.runtime.Privileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What containers are given, looked at from outside with nsenter and stat. */
@Privileged
class ConfigsAndSecretsTest {
  private static final String PROJECT =
      """
      services:
        web:
          image: rootfs:/
          command: sh -c 'trap "exit 0" TERM; sleep 1000 & wait'
          read_only: true
          configs:
            - motd
            - {source: hello, target: /opt/made/here/hello, mode: 0555}
          secrets:
            - {source: word, uid: "33", gid: "34", mode: 0440}
            - {source: key, target: own-key, uid: "5", mode: 0400}
            - live
      configs:
        motd: {content: "welcome to $${HOME}"}
        hello: {content: "#!/bin/sh\\necho hello"}
      secrets:
        word: {environment: WORD}
        key: {file: ./key}
        live: {file: ./live}
      """;
  private static final String SESAME = "open-sesame-7391";
  private static final Map<String, String> WORD = Map.of("WORD", SESAME);

  private static Stack stack(String name) throws IOException {
    Stack stack = Stack.of(name, PROJECT, WORD);
    Files.writeString(stack.directory().resolve("key"), "the key");
    Files.writeString(stack.directory().resolve("live"), "first");
    return stack;
  }

  @Test
  void filesHaveContentOwnerAndModeOnAReadOnlyRootToo() throws IOException {
    try (Stack stack = stack("granted")) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("granted-web-1");

      assertThat(
              inside(
                  web,
                  "stat",
                  "-c",
                  "%n %u:%g %a",
                  "/motd",
                  "/opt/made/here/hello",
                  "/run/secrets/word",
                  "/run/secrets/own-key"))
          .isEqualTo(
              """
              /motd 0:0 444
              /opt/made/here/hello 0:0 555
              /run/secrets/word 33:34 440
              /run/secrets/own-key 5:0 400
              """);
      assertThat(inside(web, "cat", "/motd")).isEqualTo("welcome to ${HOME}");
      assertThat(inside(web, "cat", "/run/secrets/word")).isEqualTo(SESAME);
      assertThat(inside(web, "cat", "/run/secrets/own-key")).isEqualTo("the key");
      assertThat(stack.jcompose("exec", "-T", "web", "/opt/made/here/hello").succeeded())
          .isEqualTo("hello\n");
      assertThat(
              stack.jcompose("exec", "-T", "-u", "33", "web", "cat", "/run/secrets/word").output())
          .isEqualTo(SESAME);
      assertThat(
              stack.jcompose("exec", "-T", "-u", "9", "web", "cat", "/run/secrets/word").exitCode())
          .isNotZero();
      assertThat(
              stack.jcompose("exec", "-T", "web", "sh", "-c", "echo x > /run/secrets/live").error())
          .contains("Read-only file system");
    }
  }

  @Test
  void aFileWithoutOwnerAndModeIsSeenAsItChanges() throws IOException {
    try (Stack stack = stack("live")) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("live-web-1");
      assertThat(inside(web, "cat", "/run/secrets/live")).isEqualTo("first");

      Files.writeString(stack.directory().resolve("live"), "second");

      assertThat(inside(web, "cat", "/run/secrets/live")).isEqualTo("second");
    }
  }

  @Test
  void aChangedContentMakesTheContainerAnewAndAnUnchangedOneDoesNot() throws IOException {
    try (Stack stack = stack("content")) {
      stack.jcompose("up", "-d").succeeded();
      long first = stack.pid("content-web-1");

      stack.jcompose("up", "-d").succeeded();
      assertThat(stack.pid("content-web-1")).isEqualTo(first);

      Files.writeString(stack.directory().resolve("key"), "another key");
      stack.jcompose("up", "-d").succeeded();
      long second = stack.pid("content-web-1");
      assertThat(second).isNotEqualTo(first);
      assertThat(inside(second, "cat", "/run/secrets/own-key")).isEqualTo("another key");

      Files.writeString(stack.directory().resolve("live"), "second");
      stack.jcompose("up", "-d").succeeded();
      long third = stack.pid("content-web-1");
      assertThat(third).isNotEqualTo(second);

      stack.rewrite(PROJECT.replace("welcome", "farewell"));
      stack.jcompose("up", "-d").succeeded();
      assertThat(inside(stack.pid("content-web-1"), "cat", "/motd"))
          .isEqualTo("farewell to ${HOME}");
    }
  }

  @Test
  void aContainerComesBackWithItsFilesWhenNeitherFilesNorVariablesAreLeft() throws IOException {
    try (Stack stack = stack("again")) {
      stack.jcompose("secret", "create", "stored", file(stack, "stored", "kept here")).succeeded();
      stack.rewrite(
          PROJECT.replace("      - live\n", "      - live\n      - stored\n")
              + "  stored: {external: true}\n");
      stack.jcompose("up", "-d").succeeded();
      long before = stack.pid("again-web-1");
      kill(stack.supervisorPid());
      kill(before);
      Files.delete(stack.directory().resolve("key"));

      await().untilAsserted(() -> assertThat(Path.of("/proc/" + before)).doesNotExist());
      stack.jcompose("start").succeeded();

      long after = stack.pid("again-web-1");
      assertThat(inside(after, "cat", "/run/secrets/word")).isEqualTo(SESAME);
      assertThat(inside(after, "cat", "/run/secrets/own-key")).isEqualTo("the key");
      assertThat(inside(after, "cat", "/run/secrets/stored")).isEqualTo("kept here");
    }
  }

  @Test
  void aStoredSecretIsNeverWrittenInClearAndAReplacedOneReplacesTheContainer() throws IOException {
    String file =
        """
        services:
          web:
            image: rootfs:/
            command: sleep 1000
            secrets: [{source: token, uid: "33", mode: 0400}]
        secrets: {token: {external: true}}
        """;
    try (Stack stack = Stack.of("stored", file)) {
      Shell.Result refused = stack.jcompose("up", "-d");
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.error()).contains("jcompose secret create token");

      stack.jcompose("secret", "create", "token", file(stack, "one", SESAME)).succeeded();
      stack.jcompose("up", "-d").succeeded();
      long first = stack.pid("stored-web-1");
      assertThat(inside(first, "cat", "/run/secrets/token")).isEqualTo(SESAME);
      assertThat(inside(first, "stat", "-c", "%u:%g %a", "/run/secrets/token"))
          .isEqualTo("33:0 400\n");
      assertThat(filesWith(stack.scratch(), SESAME))
          .containsExactly(stack.directory().resolve("one"));

      stack
          .jcompose("secret", "create", "--replace", "token", file(stack, "two", "other"))
          .succeeded();
      stack.jcompose("up", "-d").succeeded();
      long second = stack.pid("stored-web-1");
      assertThat(second).isNotEqualTo(first);
      assertThat(inside(second, "cat", "/run/secrets/token")).isEqualTo("other");
    }
  }

  @Test
  void onlyTheOwnerOfTheStateCanReadWhatIsKeptAndNobodyIsShownIt() throws IOException {
    try (Stack stack = stack("hidden")) {
      stack.jcompose("up", "-d").succeeded();
      long web = stack.pid("hidden-web-1");

      List<Path> keeping = filesWith(stack.scratch(), SESAME);
      assertThat(keeping)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrder("container.json", "project.json");
      assertThat(keeping).allSatisfy(path -> assertThat(othersRights(path)).isEmpty());
      assertThat(othersRights(stack.scratch().resolve("state"))).isEmpty();
      assertThat(othersRights(stack.scratch().resolve("run"))).isEmpty();
      assertThat(othersRights(stack.scratch().resolve("run/projects/hidden/supervisor.sock")))
          .isEmpty();

      for (List<String> command :
          List.of(
              List.of("config"),
              List.of("config", "--format", "json"),
              List.of("plan"),
              List.of("plan", "--format", "json"),
              List.of("ps", "-a", "--format", "json"),
              List.of("logs"),
              List.of("--debug", "up", "-d"))) {
        Shell.Result result = stack.jcompose(command.toArray(String[]::new));
        assertThat(result.output() + result.error())
            .as(command.toString())
            .doesNotContain(SESAME, base64(SESAME));
      }
      assertThat(Shell.run("ps", "-e", "-o", "args", "--no-headers").succeeded())
          .doesNotContain(SESAME, base64(SESAME));
      assertThat(
              new String(
                  Files.readAllBytes(Path.of("/proc/" + web + "/environ")), StandardCharsets.UTF_8))
          .doesNotContain(SESAME);
    }
  }

  private static String inside(long pid, String... command) {
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid), "-m"));
    words.addAll(List.of(command));
    return Shell.run(words.toArray(String[]::new)).succeeded();
  }

  private static void kill(long pid) {
    Shell.run("kill", "-9", Long.toString(pid)).succeeded();
  }

  private static String file(Stack stack, String name, String content) throws IOException {
    return Files.writeString(stack.directory().resolve(name), content).toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the files below a directory in which a text stands, as it is or in base 64. */
  private static List<Path> filesWith(Path directory, String text) {
    // what cannot be read, such as a pinned namespace, is left out without a word
    String found =
        Shell.run("grep", "-rlasF", "-e", text, "-e", base64(text), directory.toString()).output();
    return found.lines().map(Path::of).toList();
  }

  private static Set<PosixFilePermission> othersRights(Path path) {
    try {
      Set<PosixFilePermission> rights =
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
      rights.removeIf(right -> right.name().startsWith("OWNER"));
      return rights;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSecretOfAnIncludedProjectMustComeFromThatProjectsEnvFile() throws IOException {
    String text = "include: [{path: inner/compose.yaml, env_file: inner/.env}]\n";
    try (Stack stack = Stack.of("included", text)) {
      Path inner = Files.createDirectory(stack.directory().resolve("inner"));
      Files.writeString(inner.resolve(".env"), "WORD=" + SESAME + "\n");
      Files.writeString(
          inner.resolve("compose.yaml"),
          """
          services:
            web:
              image: rootfs:/
              command: sleep 1000
              stop_grace_period: 0s
              secrets: [word]
          secrets:
            word: {environment: WORD}
          """);

      stack.jcompose("up", "-d").succeeded();

      Path secret = Path.of("/proc/" + stack.pid("included-web-1") + "/root/run/secrets/word");
      assertThat(secret).hasContent(SESAME);
    }
  }
}
