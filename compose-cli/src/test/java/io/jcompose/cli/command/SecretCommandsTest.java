package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.value.ContainerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandsTest {
  private static final String EXTERNAL =
      """
      name: shop
      services: {web: {image: "rootfs:/", command: serve, secrets: [token]}}
      secrets: {token: {external: true}}
      """;

  @TempDir Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void begin() {
    jcompose = new CommandLineUnderTest(directory);
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  @Test
  void aSecretIsMadeOfWhatAFileHolds() throws IOException {
    Path file = Files.writeString(directory.resolve("token.txt"), "open sesame");

    Result result = jcompose.run("secret", "create", "token", file.toString());

    assertThat(result).isEqualTo(new Result(0, "token\n", ""));
    assertThat(jcompose.run("secret", "ls", "-q").output()).isEqualTo("token\n");
  }

  @Test
  void aSecretIsMadeOfTheStandardInput() {
    assertThat(jcompose.answering("one").run("secret", "create", "first", "-").code()).isZero();
    assertThat(jcompose.answering("one").run("secret", "create", "second").code()).isZero();

    assertThat(jcompose.run("secret", "ls", "--quiet").output()).isEqualTo("first\nsecond\n");
  }

  @Test
  void aNameIsTakenOnceUnlessItIsReplaced() {
    jcompose.answering("one").run("secret", "create", "token", "-");

    Result again = jcompose.answering("two").run("secret", "create", "token", "-");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.error()).contains("'token'").doesNotContain("two");
    assertThat(jcompose.run("secret", "create", "--replace", "token", "-").code()).isZero();
  }

  @Test
  void whatCannotBeASecretIsSaid() throws IOException {
    Path large = Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);

    assertThat(jcompose.answering("").run("secret", "create", "token", "-"))
        .isEqualTo(
            new Result(
                1,
                "",
                """
                jcompose: there is nothing in the standard input
                  hint: give it the secret's content
                """));
    assertThat(jcompose.run("secret", "create", "token", directory + "/absent"))
        .isEqualTo(
            new Result(
                1,
                "",
                """
                jcompose: there is no file '%s/absent'
                  hint: correct the path
                """
                    .formatted(directory)));
    assertThat(jcompose.run("secret", "create", "token", large.toString()).error())
        .contains("there is more than 1 MiB in " + large);
    assertThat(jcompose.run("secret", "create", "token", directory.toString()).error())
        .contains("cannot read " + directory);
    assertThat(jcompose.answering("x").run("secret", "create", "../token", "-").error())
        .contains("'../token' is none");
    assertThat(jcompose.run("secret", "ls", "-q").output()).isEmpty();
  }

  @Test
  void theListTellsNamesAndTimesAndNoContent() {
    jcompose.answering("open sesame").run("secret", "create", "-l", "team=shop", "token", "-");

    assertThat(jcompose.run("secret", "ls").output().lines())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).matches("NAME +CREATED +UPDATED"))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("token   Less than a second ago"));
    assertThat(jcompose.run("secret", "ls", "--format", "json").output())
        .startsWith("{\"Name\":\"token\",\"CreatedAt\":\"")
        .contains("\"Labels\":{\"team\":\"shop\"}")
        .doesNotContain("sesame");
    assertThat(jcompose.run("secret", "inspect", "token").output())
        .startsWith("[{\"Name\":\"token\"")
        .doesNotContain("sesame");
  }

  @Test
  void removingGoesOnAfterOneThatIsNotThere() {
    jcompose.answering("one").run("secret", "create", "a", "-");
    jcompose.answering("one").run("secret", "create", "b", "-");

    assertThat(jcompose.run("secret", "rm", "a", "absent", "b"))
        .isEqualTo(
            new Result(
                1,
                "a\nb\n",
                """
                jcompose: there is no secret 'absent'
                  hint: see with 'jcompose secret ls' what there is
                """));
    assertThat(jcompose.run("secret", "rm", "--ignore", "absent").code()).isZero();
    assertThat(jcompose.run("secret", "inspect", "a").code()).isEqualTo(1);
  }

  @Test
  void theParentWantsToKnowWhatIsToBeDone() {
    Result result = jcompose.run("secret");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("name what is to be done: create, ls, inspect, rm");
  }

  @Test
  void aProjectWhoseSecretIsMissingIsNotStarted() {
    Result result = jcompose.file(EXTERNAL).run("up", "-d");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.error())
        .contains("secrets.token: there is no secret 'token' in the store of this host")
        .contains("hint: make it with 'jcompose secret create token FILE'");
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void aSecretThatIsReplacedReplacesTheContainersThatHaveIt() {
    jcompose.file(EXTERNAL);
    jcompose.answering("one").run("secret", "create", "token", "-");
    assertThat(jcompose.run("up", "-d").code()).isZero();

    String first = container();

    jcompose.answering("one").run("secret", "create", "--replace", "token", "-");
    assertThat(jcompose.run("up", "-d").code()).isZero();
    assertThat(container()).isEqualTo(first);

    jcompose.answering("two").run("secret", "create", "--replace", "token", "-");
    assertThat(jcompose.run("up", "-d").code()).isZero();
    assertThat(container()).isNotEqualTo(first);
  }

  private String container() {
    return jcompose.runtime().containers().find(new ContainerName("shop-web-1")).orElseThrow().id();
  }

  @Test
  void aPlanSaysWhereContentsComeFromAndNotWhatTheyAre() throws IOException {
    Files.writeString(directory.resolve("key"), "k3y");
    jcompose.file(
        """
        name: shop
        services:
          web:
            image: "rootfs:/"
            command: serve
            configs: [motd]
            secrets: [{source: key, mode: 0400}, plain]
        configs: {motd: {content: welcome}}
        secrets: {key: {file: key}, plain: {file: key}}
        """);

    assertThat(jcompose.run("plan").output())
        .contains("config motd -> /motd (kept)")
        .contains("secret key -> /run/secrets/key (of 0:0, mode 0400, kept)")
        .contains("secret plain -> /run/secrets/plain (the file " + directory + "/key)")
        .doesNotContain("k3y", "welcome");
    assertThat(jcompose.run("plan", "--format", "json").output())
        .contains("\"content\" : \"(not shown)\"")
        .doesNotContain("k3y", "welcome", "azN5");
    assertThat(jcompose.run("plan", "--format", "svg").output()).doesNotContain("k3y");
    assertThat(jcompose.run("plan", "--format", "mermaid").output()).doesNotContain("k3y");
  }

  @Test
  void aDirectoryAndADeviceAreMountedAsTheyAre() throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    jcompose.file(
        """
        services: {web: {image: "rootfs:/", command: serve, configs: [folder, nothing]}}
        configs: {folder: {file: folder}, nothing: {file: /dev/null}}
        """);

    assertThat(jcompose.run("plan").output())
        .contains("(the file " + directory + "/folder)", "(the file /dev/null)");
  }
}
