package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.doctor.Finding.State;
import io.jcompose.runtime.doctor.Finding.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final Finding KERNEL =
      new Finding(Topic.MACHINE, "kernel", State.OK, "Linux 6.18", "");
  private static final Finding SMALL =
      new Finding(Topic.STORAGE, "free space", State.WARNING, "0.9 of 9.0 GB", "make room");
  private static final Finding SLOW =
      new Finding(Topic.MACHINE, "class archive", State.NOTE, "not used", "use the launcher");
  private static final Finding OVERLAY =
      new Finding(Topic.STORAGE, "overlayfs", State.MISSING, "not there", "run 'modprobe overlay'");

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() {
    jcompose = new CommandLineUnderTest(directory);
    jcompose.hostIs(KERNEL, SLOW, SMALL);
  }

  @AfterEach
  void close() {
    jcompose.close();
  }

  @Test
  void findingsStandUnderTheirTopicsWithTheirHints() {
    Result result = jcompose.run("doctor");

    assertThat(result.code()).isZero();
    assertThat(result.output())
        .isEqualTo(
            """
            machine
              ok       kernel         Linux 6.18
              note     class archive  not used
                                      hint: use the launcher

            storage
              warning  free space     0.9 of 9.0 GB
                                      hint: make room

            containers can be run here: 1 warning, 1 note
            """);
  }

  @Test
  void somethingMissingIsExitCodeOne() {
    jcompose.hostIs(KERNEL, OVERLAY);

    Result result = jcompose.run("doctor");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .isEqualTo(
            """
            machine
              ok       kernel     Linux 6.18

            storage
              missing  overlayfs  not there
                                  hint: run 'modprobe overlay'

            no containers can be run here: 1 missing, 0 warnings, 0 notes
            """);
    assertThat(result.error()).isEmpty();
  }

  @Test
  void quietlyOnlyWhatIsNotAsItShouldBeIsPrinted() {
    assertThat(jcompose.run("doctor", "-q").output())
        .isEqualTo(
            """
            machine
              note     class archive  not used
                                      hint: use the launcher

            storage
              warning  free space     0.9 of 9.0 GB
                                      hint: make room
            """);

    jcompose.hostIs(KERNEL);
    assertThat(jcompose.run("doctor", "--quiet").output()).isEmpty();
  }

  @Test
  void quietlySomethingMissingIsExitCodeOneAllTheSame() {
    jcompose.hostIs(KERNEL, OVERLAY);

    assertThat(jcompose.run("doctor", "-q").code()).isEqualTo(1);
  }

  @Test
  void asJsonItIsAnArrayOfObjects() {
    Result result = jcompose.run("doctor", "--format", "json");

    assertThat(result.code()).isZero();
    assertThat(result.output())
        .isEqualTo(
            "[{\"topic\":\"machine\",\"check\":\"kernel\",\"state\":\"ok\","
                + "\"found\":\"Linux 6.18\",\"hint\":\"\"},"
                + "{\"topic\":\"machine\",\"check\":\"class archive\",\"state\":\"note\","
                + "\"found\":\"not used\",\"hint\":\"use the launcher\"},"
                + "{\"topic\":\"storage\",\"check\":\"free space\",\"state\":\"warning\","
                + "\"found\":\"0.9 of 9.0 GB\",\"hint\":\"make room\"}]\n");
    assertThat(jcompose.run("doctor", "--format", "json", "-q").output())
        .startsWith("[{\"topic\":\"machine\",\"check\":\"class archive\"");

    jcompose.hostIs(KERNEL, OVERLAY);
    assertThat(jcompose.run("doctor", "--format", "json").code()).isEqualTo(1);
  }

  @Test
  void onlyWhereColoursAreWantedStatesAreColoured() {
    jcompose.hostIs(KERNEL, SLOW, SMALL, OVERLAY);

    assertThat(jcompose.run("--ansi", "always", "doctor").output())
        .contains("  \u001b[32mok     \u001b[0m  kernel")
        .contains("  note     class archive")
        .contains("  \u001b[33mwarning\u001b[0m  free space")
        .contains("  \u001b[31mmissing\u001b[0m  overlayfs");
    assertThat(jcompose.run("doctor").output()).doesNotContain("\u001b");
  }

  @Test
  void theHelpSaysWhatTheExitCodesMean() {
    assertThat(jcompose.run("doctor", "--help").output())
        .endsWith(
            """
            Exit codes:
              0   containers can be run here
              1   something is missing without which no container runs
            """);
  }
}
