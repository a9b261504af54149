package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.cli.output.TerminalFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CopyCommandTest {
  private static final String SHOP =
      """
      name: shop
      services:
        db:
          image: rootfs:/
          command: serve
        web:
          image: rootfs:/
          command: serve --all
          scale: 2
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void aFileIsCopiedToEveryReplicaAndBackFromTheFirst() throws IOException {
    jcompose.run("up", "-d");
    write("note", "hello");

    Result in = jcompose.run("cp", "note", "web:/tmp");

    assertThat(in.error()).contains("Container shop-web-1  Copied", "shop-web-2  Copied");
    assertThat(in.code()).isZero();
    assertThat(jcompose.run("cp", "web:/tmp/note", "back").code()).isZero();
    assertThat(directory.resolve("back")).hasContent("hello");
    assertThat(jcompose.run("cp", "--index=2", "web:/tmp/note", "second").code()).isZero();
    assertThat(directory.resolve("second")).hasContent("hello");
  }

  @Test
  void containersOfRunAreMeantOnlyIfAllAre() throws IOException {
    jcompose.run("run", "-d", "--no-deps", "--name=extra", "db");
    write("note", "hello");

    assertThat(jcompose.run("cp", "note", "db:/tmp").error()).contains("'run' only", "--all");
    jcompose.run("up", "-d", "db");
    assertThat(jcompose.run("cp", "note", "db:/tmp").error()).doesNotContain("extra");
    assertThat(jcompose.run("cp", "--all", "note", "db:/tmp").error())
        .contains("shop-db-1  Copied", "extra  Copied");
  }

  @Test
  void anIndexChoosesTheReplica() throws IOException {
    jcompose.run("up", "-d");
    write("note", "hello");

    jcompose.run("cp", "--index", "2", "note", "web:/tmp/note");

    assertThat(jcompose.run("cp", "web:/tmp/note", "back").code()).isEqualTo(1);
    assertThat(jcompose.run("cp", "--index", "2", "web:/tmp/note", "back").code()).isZero();
    assertThat(jcompose.run("cp", "--index", "3", "note", "web:/tmp").error())
        .contains("service 'web' has no container number 3");
  }

  @Test
  void aDirectoryGoesIntoOneThatIsThereAndBecomesOneThatIsNot() throws IOException {
    jcompose.run("up", "-d");
    write("tree/leaf", "green");
    write("old/else", "");

    jcompose.run("cp", "tree", "db:/tmp");
    jcompose.run("cp", "tree", "db:/tmp/new");
    jcompose.run("cp", "tree/.", "db:/tmp");

    jcompose.run("cp", "db:/tmp/tree/leaf", "a");
    jcompose.run("cp", "db:/tmp/new/leaf", "b");
    jcompose.run("cp", "db:/tmp/leaf", "c");
    assertThat(directory.resolve("a")).hasContent("green");
    assertThat(directory.resolve("b")).hasContent("green");
    assertThat(directory.resolve("c")).hasContent("green");
    jcompose.run("cp", "db:/tmp/tree", "old");
    jcompose.run("cp", "db:/tmp/tree", "fresh");
    assertThat(directory.resolve("old/tree/leaf")).hasContent("green");
    assertThat(directory.resolve("fresh/leaf")).hasContent("green");
  }

  @Test
  void whatCannotBeIsToldBeforeAnythingIsCopied() throws IOException {
    jcompose.run("up", "-d");
    write("note", "hello");
    write("tree/leaf", "green");

    jcompose.run("cp", "note", "db:/tmp/file");
    assertThat(jcompose.run("cp", "tree", "db:/tmp/file").error()).contains("that is a file");
    assertThat(jcompose.run("cp", "note", "db:/tmp/none/").error()).contains("no such directory");
    assertThat(jcompose.run("cp", "note", "db:/no/way").error()).contains("no directory '/no'");
    assertThat(jcompose.run("cp", "nothing", "db:/tmp").error()).contains("no such file");
    assertThat(jcompose.run("cp", "note/", "db:/tmp").error()).contains("it is no directory");
    assertThat(jcompose.run("cp", "db:/tmp/none", "x").error()).contains("no such file");
    assertThat(jcompose.run("cp", "db:/tmp", "web:/tmp").error())
        .contains("copying between services is not supported");
    assertThat(jcompose.run("cp", "note", "tree").error()).contains("is in a service");
    assertThat(jcompose.run("cp", "note", "dbb:/tmp").error()).contains("did you mean 'db'?");
    assertThat(jcompose.run("cp", "note", "dbb:/tmp").code()).isEqualTo(2);
    assertThat(jcompose.run("cp", "note").code()).isEqualTo(2);
  }

  @Test
  void aStreamIsAnArchiveAndGoesToOneContainer() throws IOException {
    jcompose.run("up", "-d");
    write("note", "hello");
    jcompose.run("cp", "note", "db:/tmp");

    Result out = jcompose.run("cp", "db:/tmp/note", "-");

    assertThat(out.output()).startsWith("note\0").contains("ustar", "hello").hasSize(2048);
    assertThat(jcompose.run("cp", "-", "web:/tmp").error()).contains("one container only");
    assertThat(jcompose.run("cp", "-", "db:/tmp").code()).isZero();
  }

  @Test
  void filesOfAStoppedContainerAreCopied() throws IOException {
    jcompose.run("up", "-d");
    jcompose.run("stop");
    write("note", "hello");

    assertThat(jcompose.run("cp", "note", "db:/tmp").code()).isZero();
    assertThat(jcompose.run("cp", "db:/tmp/note", "back").code()).isZero();
    assertThat(directory.resolve("back")).hasContent("hello");
  }

  @Test
  void anExportIsAnArchiveInAFileOrAStream() {
    jcompose.run("up", "-d");

    assertThat(jcompose.run("export", "-o", "root.tar", "db").code()).isZero();
    assertThat(directory.resolve("root.tar")).isNotEmptyFile();
    assertThat(jcompose.run("export", "db").output()).contains("ustar");
    assertThat(jcompose.run("export", "-o", "no/root.tar", "db").code()).isEqualTo(1);
  }

  @Test
  void noArchiveIsWrittenToATerminal() {
    jcompose.run("up", "-d");
    TerminalFacts terminal = new TerminalFacts(true, true, true, () -> TerminalFacts.Size.USUAL);

    assertThat(jcompose.run(terminal, "export", "db").error())
        .contains("not written to a terminal");
    assertThat(jcompose.run(terminal, "cp", "db:/tmp", "-").code()).isEqualTo(1);
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
