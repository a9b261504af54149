package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.doctor.Finding.State;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jcompose doctor}. */
@Command(
    name = "doctor",
    description = "Say what this host offers to containers, and what to do about the rest.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:containers can be run here",
      "1:something is missing without which no container runs"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Tools tools;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only what is not as it should be.")
  private boolean quiet;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "pretty, or json: an array with an object for each finding.")
  private Format format = Format.PRETTY;

  DoctorCommand(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    List<Finding> findings = tools.findings().get();
    FindingList shown =
        new FindingList(findings.stream().filter(f -> !quiet || f.state() != State.OK).toList());
    if (format == Format.JSON) {
      tools.console().line(shown.json());
    } else {
      shown.lines(tools.appearance().colours()).forEach(tools.console()::line);
      if (!quiet) {
        tools.console().line("");
        tools.console().line(shown.summary());
      }
    }
    boolean able = findings.stream().noneMatch(finding -> finding.state() == State.MISSING);
    return (able ? ExitCode.OK : ExitCode.FAILED).number();
  }

  /** How findings are written. */
  enum Format {
    PRETTY,
    JSON
  }
}
