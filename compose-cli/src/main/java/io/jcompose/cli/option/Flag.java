package io.jcompose.cli.option;

/** An option without a value; to be asked once the command line has been parsed. */
@FunctionalInterface
public interface Flag {
  /** Returns whether it was given, and not as {@code --flag=false}. */
  boolean isSet();
}
