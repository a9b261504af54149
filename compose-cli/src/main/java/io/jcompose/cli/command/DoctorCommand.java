package io.jcompose.cli.command;

import io.jcompose.cli.exit.ExitCode;
import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.doctor.Finding.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** {@code jcompose doctor}. */
final class DoctorCommand implements Callable<Integer> {
  private final Tools tools;
  private final Flag quiet;
  private final Supplier<Format> format;

  DoctorCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Say what this host offers to containers, and what to do about the rest.");
    syntax.exitCodes(
        new TreeMap<>(
            Map.of(
                "0", "containers can be run here",
                "1", "something is missing without which no container runs")));
    quiet = syntax.flag("-q, --quiet", "Print only what is not as it should be.");
    format =
        syntax
            .option("--format=FORMAT", "pretty, or json: an array with an object for each finding.")
            .asOneOf(Format.values())
            .orElse(Format.PRETTY);
  }

  @Override
  public Integer call() {
    List<Finding> findings = tools.findings().get();
    FindingList shown =
        new FindingList(
            findings.stream().filter(f -> !quiet.isSet() || f.state() != State.OK).toList());
    if (format.get() == Format.JSON) {
      tools.console().line(shown.json());
    } else {
      shown.lines(tools.appearance().colours()).forEach(tools.console()::line);
      if (!quiet.isSet()) {
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
