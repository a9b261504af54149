package io.jcompose.cli.option;

import io.jcompose.model.value.ProjectName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The options that stand before the command, as in docker compose: {@code jcompose -p shop up}.
 *
 * <p>They belong to the root command alone: inherited by all commands, {@code -f} would collide
 * with that of {@code logs}.
 */
public final class GlobalOptions {
  private final Syntax syntax = new Syntax();
  private final Supplier<List<String>> files =
      syntax
          .option(
              "-f, --file=FILE",
              "A Compose file; repeat it to merge several; '-' is standard input.")
          .repeated();
  private final Supplier<Optional<ProjectName>> projectName =
      syntax
          .option("-p, --project-name=NAME", "The project's name.")
          .as(ProjectName::new)
          .optional();
  private final Supplier<Optional<String>> projectDirectory =
      syntax
          .option(
              "--project-directory=DIR",
              "Where relative paths start; the first file's directory by default.")
          .optional();
  private final Supplier<List<String>> envFiles =
      syntax
          .option("--env-file=FILE", "A file of variables in place of '.env'; may be repeated.")
          .repeated();
  private final Supplier<List<String>> profiles =
      syntax
          .option("--profile=PROFILE", "A profile to turn on; may be repeated; '*' means all.")
          .repeated();
  private final Flag allResources =
      syntax.flag(
          "--all-resources",
          "Keep networks, volumes, configs and secrets that no active service uses.");
  private final Flag compatibility =
      syntax.flag(
          "--compatibility",
          "Name containers with '_' between the parts, as the first docker-compose did.");
  private final Flag dryRun =
      syntax.flag("--dry-run", "Print the steps that would be done, and do none.");
  private final Flag debug = syntax.flag("--debug", "Show stack traces of failures.");
  private final Supplier<AnsiChoice> ansi =
      syntax
          .option("--ansi=WHEN", "Colours and cursor control: never, always, auto.")
          .asOneOf(AnsiChoice.values())
          .orElse(AnsiChoice.AUTO);
  private final Supplier<ProgressChoice> progress =
      syntax
          .option("--progress=KIND", "How progress is shown: auto, tty, plain, quiet.")
          .asOneOf(ProgressChoice.values())
          .orElse(ProgressChoice.AUTO);

  /** Returns the syntax that they are declared in, which the root command takes over. */
  public Syntax syntax() {
    return syntax;
  }

  /** Returns the Compose files named, in order; none where the default names are to be tried. */
  public List<String> files() {
    return files.get();
  }

  /** Returns the project's name, if given. */
  public Optional<ProjectName> projectName() {
    return projectName.get();
  }

  /** Returns the directory relative paths start at, if given. */
  public Optional<String> projectDirectory() {
    return projectDirectory.get();
  }

  /** Returns the files that take the place of {@code .env}; none where that is to be read. */
  public List<String> envFiles() {
    return envFiles.get();
  }

  /** Returns the profiles turned on. */
  public List<String> profiles() {
    return profiles.get();
  }

  /** Returns whether resources are kept that no active service uses. */
  public boolean allResources() {
    return allResources.isSet();
  }

  /** Returns whether containers are named as the first docker-compose did. */
  public boolean compatibility() {
    return compatibility.isSet();
  }

  /** Returns whether what would be done is only to be told. */
  public boolean dryRun() {
    return dryRun.isSet();
  }

  /** Returns whether failures show their stack traces. */
  public boolean debug() {
    return debug.isSet();
  }

  /** Returns when colours and cursor control are used. */
  public AnsiChoice ansi() {
    return ansi.get();
  }

  /** Returns how progress is shown. */
  public ProgressChoice progress() {
    return progress.get();
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
