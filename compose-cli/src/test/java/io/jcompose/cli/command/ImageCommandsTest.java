package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.cli.output.ByteSize;
import io.jcompose.cli.output.TerminalFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCommandsTest {
  private static final String SHOP =
      """
      name: shop
      services: {web: {image: "rootfs:%s", command: serve}}
      """;

  private static final TerminalFacts TERMINALS =
      new TerminalFacts(true, true, true, () -> TerminalFacts.Size.USUAL);

  private static final TerminalFacts ERRORS_SEEN =
      new TerminalFacts(false, false, true, () -> TerminalFacts.Size.USUAL);

  @TempDir Path directory;
  private CommandLineUnderTest jcompose;
  private String id = "";

  @BeforeEach
  void makeAnImage() {
    jcompose = new CommandLineUnderTest(directory).file(SHOP.formatted(directory));
    jcompose.run("create");
    id = jcompose.run("commit", "web", "bb:1").output().strip();
    jcompose.run("down");
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  private void use(String image) {
    jcompose.file("name: shop\nservices: {web: {image: \"" + image + "\", command: serve}}\n");
    assertThat(jcompose.run("create").code()).isZero();
  }

  @Test
  void imagesAreListedAsATableAsJsonAndByIdAlone() {
    assertThat(jcompose.run("image", "ls").output().lines().toList().get(0))
        .matches("REPOSITORY +TAG +IMAGE ID +CREATED +SIZE");
    assertThat(jcompose.run("image", "ls").output()).contains("bb").contains(id.substring(7, 19));
    assertThat(jcompose.run("image", "ls", "-q").output()).isEqualTo(id.substring(7, 19) + "\n");
    assertThat(jcompose.run("image", "list", "-q", "--no-trunc").output()).isEqualTo(id + "\n");
    assertThat(jcompose.run("image", "ls", "--format", "json").output())
        .contains("\"Repository\":\"bb\",\"Tag\":\"1\"");
    assertThat(jcompose.run("image", "ls", "--format", "{{.Repository}} is {{.Tag}}").output())
        .isEqualTo("bb is 1\n");
  }

  @Test
  void anImageIsGivenANameAndLosesIt() {
    assertThat(jcompose.run("image", "tag", "bb:1", "two:2")).isEqualTo(new Result(0, "", ""));

    assertThat(jcompose.run("image", "rm", "bb:1").output()).isEqualTo("Untagged: bb:1\n");
    assertThat(jcompose.run("image", "remove", "two:2").output())
        .isEqualTo("Untagged: two:2\nDeleted: " + id + "\n");
    assertThat(jcompose.run("image", "ls", "-q").output()).isEmpty();
  }

  @Test
  void anImageOfSeveralNamesGoesByItsIdOnlyByForce() {
    jcompose.run("image", "tag", "bb:1", "two:2");

    Result refused = jcompose.run("image", "rm", id);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.error()).contains("has several names: 'bb:1', 'two:2'").contains("--force");
    assertThat(jcompose.run("image", "rm", "-f", id).code()).isZero();
  }

  @Test
  void anImageInUseStaysAndItsUserIsTold() {
    use("bb:1");

    Result refused = jcompose.run("image", "rm", "bb:1");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.error())
        .contains("image 'bb:1' is in use: container 'shop-web-1' of project 'shop' is made of it")
        .contains("jcompose -p shop down");
    assertThat(jcompose.run("image", "prune", "--all", "--force").output())
        .isEqualTo("Total reclaimed space: " + ByteSize.of(0) + "\n");
    assertThat(jcompose.run("image", "ls", "-q").output()).isNotEmpty();
  }

  @Test
  void whatNobodyUsesIsPruned() {
    assertThat(jcompose.run("image", "prune", "-f").output()).doesNotContain("Deleted");

    assertThat(jcompose.run("image", "prune", "-a").code()).isEqualTo(1);
    assertThat(jcompose.run("image", "prune", "-a", "-f").output())
        .contains("Untagged: bb:1\nDeleted: " + id + "\n")
        .contains("Total reclaimed space: ");
  }

  @Test
  void anImageIsToldInDockersWords() {
    assertThat(jcompose.run("image", "inspect", "bb:1").output())
        .startsWith("[")
        .contains("\"Id\":\"" + id + "\"")
        .contains("\"RepoTags\":[\"bb:1\"]")
        .contains("\"RootFS\":{");
    assertThat(jcompose.run("image", "history", "bb:1").output())
        .startsWith("IMAGE")
        .contains("CREATED BY");
  }

  @Test
  void anImageIsSavedToAFileOrAPipeButToNoTerminal() {
    Path file = directory.resolve("bb.tar");

    assertThat(jcompose.run("save", "-q", "-o", file.toString(), "bb:1"))
        .isEqualTo(new Result(0, "", ""));

    assertThat(file).content().isEqualTo(id + " bb:1\n");
    assertThat(jcompose.run("image", "save", "--format", "oci-archive", "bb:1").output())
        .isEqualTo(id + " bb:1\n");
    Result refused = jcompose.run(TERMINALS, "save", "bb:1");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.error()).contains("an archive is not written to a terminal");
    assertThat(jcompose.run("save", "-o", file.toString(), "none:1").code()).isEqualTo(1);
    assertThat(file).content().isEqualTo(id + " bb:1\n");
    assertThat(directory.toFile().list((parent, name) -> name.startsWith(".bb"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "image load", "load -i -", "image load --input=-"})
  void anArchiveIsReadFromStandardInputUnlessItIsATerminal(String command) {
    String archive = jcompose.run("save", "bb:1").output();
    jcompose.run("image", "rm", "bb:1");

    Result refused = jcompose.run(TERMINALS, command.split(" "));

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.error())
        .contains("an archive is not read from a terminal", "name a file with '-i', or pipe");
    assertThat(jcompose.answering(archive).run(command.split(" ")).output())
        .isEqualTo("Loaded image: bb:1\n");
    assertThat(jcompose.run("image", "ls", "-q", "--no-trunc").output()).isEqualTo(id + "\n");
  }

  @Test
  void anArchiveIsReadFromAFileThatIsNamed() {
    Path file = directory.resolve("bb.tar");
    jcompose.run("save", "-o", file.toString(), "bb:1");

    assertThat(jcompose.run("load", "-i", file.toString()).output())
        .isEqualTo("Loaded image: bb:1\n");
    assertThat(jcompose.run("load", "-i", file + ".gone").code()).isEqualTo(1);
  }

  @Test
  void howItGoesIsToldUnlessThatIsNotWanted() {
    String archive = jcompose.run("save", "bb:1").output();

    assertThat(jcompose.run("save", "bb:1").error())
        .isEqualTo(" Standard output  Saving\n Standard output  Saved\n");
    assertThat(jcompose.run("save", "-o", "x/y.tar", "bb:1").error()).doesNotContain("Saved");
    assertThat(jcompose.answering(archive).run("load").error())
        .isEqualTo(" Standard input  Loading\n Standard input  Loaded\n");
    assertThat(jcompose.answering("none").run("load").error())
        .startsWith(" Standard input  Loading\n Standard input  Failed\n");
    assertThat(jcompose.answering(archive).run("load", "--quiet").error()).isEmpty();
    assertThat(jcompose.run("image", "fsck").error())
        .isEqualTo(" Images  Checking\n Images  Checked\n");
    assertThat(jcompose.answering(archive).run(ERRORS_SEEN, "load").error())
        .contains("  layer 1", "[====================] 10B / 10B");
  }

  @Test
  void aSoundStoreIsSaidToBeSound() {
    assertThat(jcompose.run("image", "fsck", "-q"))
        .isEqualTo(new Result(0, "All images are sound.\n", ""));
  }

  @Test
  void wordsThatMakeNoSenseAreUsageErrors() {
    assertThat(jcompose.run("image").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "rm").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "inspect", "?").code()).isEqualTo(2);
    assertThat(jcompose.run("save", "--format", "zip", "bb:1").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "inspect", "none:1").code()).isEqualTo(1);
    assertThat(Files.exists(directory.resolve("none"))).isFalse();
  }
}
