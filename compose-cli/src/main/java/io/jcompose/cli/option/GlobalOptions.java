package io.jcompose.cli.option;

import io.jcompose.model.value.ProjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options that stand before the command, as in docker compose: {@code jcompose -p shop up}.
 *
 * <p>They belong to the root command alone: inherited by all commands, {@code -f} would collide
 * with that of {@code logs}.
 */
public final class GlobalOptions {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A Compose file; repeat it to merge several; '-' is standard input.")
  private final List<String> files = new ArrayList<>();

  @Option(
      names = {"-p", "--project-name"},
      paramLabel = "NAME",
      converter = ProjectNameText.class,
      description = "The project's name.")
  private Optional<ProjectName> projectName = Optional.empty();

  @Option(
      names = "--project-directory",
      paramLabel = "DIR",
      description = "Where relative paths start; the first file's directory by default.")
  private Optional<String> projectDirectory = Optional.empty();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "A file of variables in place of '.env'; may be repeated.")
  private final List<String> envFiles = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "A profile to turn on; may be repeated; '*' means all.")
  private final List<String> profiles = new ArrayList<>();

  @Option(
      names = "--all-resources",
      description = "Keep networks, volumes, configs and secrets that no active service uses.")
  private boolean allResources;

  @Option(names = "--debug", description = "Show stack traces of failures.")
  private boolean debug;

  @Option(
      names = "--ansi",
      paramLabel = "WHEN",
      description = "Colours and cursor control: never, always, auto.")
  private AnsiChoice ansi = AnsiChoice.AUTO;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      description = "How progress is shown: auto, tty, plain, quiet.")
  private ProgressChoice progress = ProgressChoice.AUTO;

  /** Returns the Compose files named, in order; none where the default names are to be tried. */
  public List<String> files() {
    return List.copyOf(files);
  }

  /** Returns the project's name, if given. */
  public Optional<ProjectName> projectName() {
    return projectName;
  }

  /** Returns the directory relative paths start at, if given. */
  public Optional<String> projectDirectory() {
    return projectDirectory;
  }

  /** Returns the files that take the place of {@code .env}; none where that is to be read. */
  public List<String> envFiles() {
    return List.copyOf(envFiles);
  }

  /** Returns the profiles turned on. */
  public List<String> profiles() {
    return List.copyOf(profiles);
  }

  /** Returns whether resources are kept that no active service uses. */
  public boolean allResources() {
    return allResources;
  }

  /** Returns whether failures show their stack traces. */
  public boolean debug() {
    return debug;
  }

  /** Returns when colours and cursor control are used. */
  public AnsiChoice ansi() {
    return ansi;
  }

  /** Returns how progress is shown. */
  public ProgressChoice progress() {
    return progress;
  }

  /** When colours and cursor control are used. */
  public enum AnsiChoice {
    NEVER,
    ALWAYS,
    /** On a terminal, unless {@code NO_COLOR} is set. */
    AUTO
  }

  /** How progress is shown. */
  public enum ProgressChoice {
    /** In place on a terminal, else a line for each change. */
    AUTO,
    /** In place. */
    TTY,
    /** A line for each change. */
    PLAIN,
    /** Not at all. */
    QUIET
  }
}
