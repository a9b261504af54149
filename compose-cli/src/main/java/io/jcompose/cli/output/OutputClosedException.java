package io.jcompose.cli.output;

/** Nobody reads our output any more, as when {@code jcompose logs | head} has seen enough. */
public final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputClosedException() {
    super("the reader of the output went away");
  }
}
