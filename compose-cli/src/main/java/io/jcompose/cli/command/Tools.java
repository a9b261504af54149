package io.jcompose.cli.command;

import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.cli.systemd.Systemd;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What commands work with. Whatever costs time to open is opened when it is first asked for.
 *
 * @param options the global options; filled once the command line has been read
 * @param projects the project that the options name
 * @param runtime always the same one; whoever made the supplier closes it
 * @param registries what users configured of registries
 * @param findings what this host offers, looked at anew each time
 * @param systemd that runs this machine, if it does
 * @param manager who started this process, and hears how far it is
 * @param environment of this process
 * @param program the words that start this program from anywhere, the first an absolute path
 * @param version of this program
 */
public record Tools(
    Console console,
    GlobalOptions options,
    ProjectSource projects,
    Supplier<ContainerRuntime> runtime,
    Supplier<RegistryAccess> registries,
    Supplier<List<Finding>> findings,
    Supervisors supervisors,
    Detachment detachment,
    Systemd systemd,
    ServiceManager manager,
    Clock clock,
    Map<String, String> environment,
    List<String> program,
    String version) {

  /** Returns the same tools for another project than the global options name. */
  Tools with(ProjectSource project) {
    return new Tools(
        console,
        options,
        project,
        runtime,
        registries,
        findings,
        supervisors,
        detachment,
        systemd,
        manager,
        clock,
        environment,
        program,
        version);
  }

  /** Returns how output looks, by the global options and the streams. */
  Appearance appearance() {
    return new Appearance(
        colours(console.facts().out()), colours(console.facts().err()), progress());
  }

  private Colours colours(boolean terminal) {
    boolean on =
        switch (options.ansi()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        };
    return on ? Colours.ON : Colours.OFF;
  }

  private Appearance.Progress progress() {
    return switch (options.progress()) {
      case TTY -> Appearance.Progress.IN_PLACE;
      case PLAIN -> Appearance.Progress.PLAIN;
      case QUIET -> Appearance.Progress.QUIET;
      case AUTO ->
          console.facts().err() && options.ansi() != GlobalOptions.AnsiChoice.NEVER
              ? Appearance.Progress.IN_PLACE
              : Appearance.Progress.PLAIN;
    };
  }
}
