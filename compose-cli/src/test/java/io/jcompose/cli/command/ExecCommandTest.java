package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.fake.FakeProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecCommandTest {
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
  void aDetachedProgramIsNotWaitedForAndItsOutputNotSeen() {
    jcompose
        .runtime()
        .program(
            List.of("work"),
            process -> {
              process.println("working");
              FakeProgram.serve().begin(process);
            });
    jcompose.run("up", "-d");

    assertThat(jcompose.run("exec", "-d", "db", "work"))
        .isEqualTo(new CommandLineUnderTest.Result(0, "", ""));
  }

  @Test
  void anIndexChoosesAmongTheReplicasThatRun() {
    jcompose.runtime().program(List.of("true"), FakeProgram.exit(0));
    jcompose.run("up", "-d");

    assertThat(jcompose.run("exec", "-T", "--index", "2", "web", "true").code()).isZero();
    assertThat(jcompose.run("exec", "-T", "--index", "3", "web", "true").error())
        .contains("service 'web' has no container number 3");
  }

  @Test
  void flagsThatAskForTheDefaultAreTaken() {
    jcompose.runtime().program(List.of("five"), FakeProgram.exit(5));
    jcompose.run("up", "-d");

    assertThat(jcompose.run("exec", "-it", "db", "five").code()).isEqualTo(5);
    assertThat(jcompose.run("exec", "-i", "-T", "db", "five").code()).isEqualTo(5);
  }
}
