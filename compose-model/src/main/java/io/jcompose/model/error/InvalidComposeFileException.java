package io.jcompose.model.error;

import java.util.List;
import java.util.stream.Collectors;

/** The user's files cannot be used; carries every problem found, each with its place and hint. */
public final class InvalidComposeFileException extends JcomposeException {
  private static final long serialVersionUID = 1;
  private final transient List<Problem> problems;

  /** Creates the exception; {@code problems} must not be empty. */
  public InvalidComposeFileException(List<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
        "mend the file; 'jcompose config' checks it without starting anything",
        null);
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, in the order they were found. */
  public List<Problem> problems() {
    return problems;
  }
}
