package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void bringUp() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                services:
                  db: {image: "rootfs:/", command: serve}
                  web: {image: "rootfs:/", command: serve}
                """);
    assertThat(jcompose.run("-p", "shop", "up", "-d").code()).isZero();
    assertThat(jcompose.run("-p", "mail", "up", "-d").code()).isZero();
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  private String file() {
    return directory.resolve("compose.yaml").toString();
  }

  @Test
  void everyProjectIsListedWithWhatItsContainersDoAndItsFiles() {
    jcompose.run("-p", "shop", "stop", "web");

    assertThat(jcompose.run("ls").output().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("NAME +STATUS +CONFIG FILES"),
            line -> assertThat(line).matches("mail +running\\(2\\) +" + file()),
            line -> assertThat(line).matches("shop +running\\(1\\), exited\\(1\\) +" + file()));
  }

  @Test
  void aProjectOfWhichNothingRunsIsListedOnRequestOnly() {
    jcompose.run("-p", "mail", "stop");

    assertThat(jcompose.run("ls", "-q").output()).isEqualTo("shop\n");
    assertThat(jcompose.run("ls", "-a", "--format", "{{.Name}} {{.Status}}").output())
        .isEqualTo("mail exited(2)\nshop running(2)\n");
  }

  @Test
  void aTemplateCanBeATable() {
    assertThat(jcompose.run("ls", "--format", "table {{.Name}}\\t{{.Status}}").output().lines())
        .containsExactly("NAME   STATUS", "mail   running(2)", "shop   running(2)");
  }

  @Test
  void jsonIsOneArray() {
    assertThat(jcompose.run("ls", "--format", "json", "--filter", "name=^sh").output())
        .isEqualTo(
            "[{\"Name\":\"shop\",\"Status\":\"running(2)\",\"ConfigFiles\":\"" + file() + "\"}]\n");
    assertThat(jcompose.run("ls", "--format", "json", "--filter", "name=nobody").output())
        .isEqualTo("[]\n");
  }

  @Test
  void noComposeFileIsNeeded() {
    jcompose.file("services: [broken");

    assertThat(jcompose.run("ls", "-q").code()).isZero();
  }

  @Test
  void anotherFilterAndAnotherFormatAreUsageErrors() {
    Result filter = jcompose.run("ls", "--filter", "status=running");
    assertThat(filter.code()).isEqualTo(2);
    assertThat(filter.error()).contains("projects can be filtered as 'name=REGEX' only");
    assertThat(jcompose.run("ls", "--filter", "name=(").code()).isEqualTo(2);
    assertThat(jcompose.run("ls", "--format", "xml").code()).isEqualTo(2);
  }
}
