package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.error.Problem;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration of registries cannot be used; carries every mistake, each with its place. */
public final class UnusableRegistriesException extends RuntimeFailure {
  private static final long serialVersionUID = 1;
  private final transient List<Problem> problems;

  UnusableRegistriesException(List<Problem> problems) {
    super(
        "cannot use the configuration of registries\n"
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
        "mend the file; containers-registries.conf(5) says what may stand in it");
    this.problems = List.copyOf(problems);
  }

  /** Returns the mistakes, file by file. */
  public List<Problem> problems() {
    return problems;
  }
}
