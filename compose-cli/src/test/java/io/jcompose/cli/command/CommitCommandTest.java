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
class CommitCommandTest {
  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose =
        new CommandLineUnderTest(directory)
            .file(
                """
                name: shop
                services:
                  web:
                    image: rootfs:%s
                    command: serve
                  host:
                    image: rootfs:/
                    command: serve
                """
                    .formatted(directory));
    jcompose.run("up", "-d");
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void theIdOfTheNewImageIsPrintedAndTheImageHasTheName() {
    Result made = jcompose.run("commit", "-c", "USER nobody", "-m", "why", "web", "shop/web:2");

    assertThat(made.error()).isEmpty();
    assertThat(made.output()).matches("sha256:[0-9a-f]{64}\n");
    assertThat(jcompose.run("images").output()).contains("shop/web:2");
  }

  @Test
  void anImageMayHaveNoName() {
    Result made = jcompose.run("commit", "--pause=false", "web");

    assertThat(made.code()).isZero();
    assertThat(jcompose.run("images", "-q").output()).isEqualTo(made.output());
  }

  @Test
  void whatIsNoInstructionOrNoNameIsWrongUsage() {
    assertThat(jcompose.run("commit", "-c", "RUN make", "web").code()).isEqualTo(2);
    assertThat(jcompose.run("commit", "web", "Not A Name").code()).isEqualTo(2);
    assertThat(jcompose.run("commit", "web", "rootfs:/x").code()).isEqualTo(2);
    assertThat(jcompose.run("commit", "web", "a@sha256:" + "0".repeat(64)).code()).isEqualTo(2);
    assertThat(jcompose.run("commit").code()).isEqualTo(2);
    assertThat(jcompose.run("commit", "nobody").code()).isEqualTo(2);
  }

  @Test
  void theHostsOwnRootBecomesNoImage() {
    Result refused = jcompose.run("commit", "host");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.error()).contains("host's own");
  }
}
