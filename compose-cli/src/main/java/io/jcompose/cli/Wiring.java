package io.jcompose.cli;

import io.jcompose.cli.command.CommandTree;
import io.jcompose.cli.command.Detachment;
import io.jcompose.cli.command.ProjectSource;
import io.jcompose.cli.command.RegistryAccess;
import io.jcompose.cli.command.Tools;
import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.cli.supervisor.ProcessStarter;
import io.jcompose.cli.supervisor.Supervisor;
import io.jcompose.cli.supervisor.SupervisorStarter;
import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.cli.systemd.Systemctl;
import io.jcompose.cli.systemd.Systemd;
import io.jcompose.model.files.FileSourceReader;
import io.jcompose.runtime.Runtimes;
import io.jcompose.runtime.ThisProcess;
import io.jcompose.runtime.doctor.Doctor;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.Credentials;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration;
import io.jcompose.runtime.image.registry.configuration.RegistryClients;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The only place that says {@code new} to the big parts: how the program hangs together. */
final class Wiring implements AutoCloseable {
  private final Host host;
  private final OwnCommandLine ownCommandLine;
  private final ThisProcess process = new ThisProcess();
  private final Console console;
  private Optional<ContainerRuntime> reading = Optional.empty();
  private volatile boolean acted;

  Wiring(Host host, OwnCommandLine ownCommandLine) {
    this.host = host;
    this.ownCommandLine = ownCommandLine;
    this.console =
        Console.real(TerminalFacts.of(host.proc().resolve("self/fd"), this::terminalSize));
  }

  CommandTree commands() {
    GlobalOptions options = new GlobalOptions();
    return new CommandTree(
        new Tools(
            console,
            options,
            new ProjectSource(
                options,
                WorkingDirectory.of(host.environment(), Path.of("").toAbsolutePath()),
                host.environment(),
                new FileSourceReader(console.in()),
                console,
                this::readingRuntime),
            this::readingRuntime,
            this::registries,
            () -> Doctor.ofAll(host).findings(),
            supervisors(),
            detachment(),
            systemd(),
            NotifiedManager.of(host.environment()),
            host.clock(),
            host.environment(),
            ownCommandLine.launched(),
            version()));
  }

  private RegistryAccess registries() {
    return new RegistryAccess(
        () -> RegistriesConfiguration.read(host),
        AuthenticationFiles.of(host),
        this::isTaken,
        process::withoutEcho);
  }

  private boolean isTaken(RemoteRepository registry, Credentials.Password login) {
    try (RegistryClient client = RegistryClients.of(host)) {
      client.checkLogin(registry.authority(), registry.insecure(), login);
      return true;
    }
  }

  private Supervisors supervisors() {
    return new Supervisors(
        new Supervisor.Parts(
            host.run(), this::actingRuntime, host.clock(), version(), process::giveMemoryBack),
        starter());
  }

  private Detachment detachment() {
    OptionalInt descriptor = ownCommandLine.reportDescriptor();
    descriptor.ifPresent(process::keepToOurselves);
    return new ProcessDetachment(process, descriptor);
  }

  /** The runtime for reading; what acts on a project opens another for itself. */
  private synchronized ContainerRuntime readingRuntime() {
    if (reading.isEmpty()) {
      reading = Optional.of(Runtimes.open(host));
    }
    return reading.get();
  }

  private TerminalFacts.Size terminalSize() {
    return process
        .terminalSize()
        .map(size -> new TerminalFacts.Size(size.rows(), size.columns()))
        .orElse(TerminalFacts.Size.USUAL);
  }

  private Systemd systemd() {
    return new Systemd(
        host.root(),
        host.environment(),
        System.getProperty("user.name"),
        () -> host.user().filter(user -> user == 0).isPresent(),
        Systemctl::new);
  }

  private static String version() {
    return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /**
   * Returns whether this process did more than read. Then threads of it may be in the kernel, for
   * which the JVM would wait 300 ms at its end.
   */
  boolean hasActed() {
    return acted;
  }

  private ContainerRuntime actingRuntime() {
    acted = true;
    return Runtimes.open(host, warning -> console.errorLine("jcompose: warning: " + warning));
  }

  private SupervisorStarter starter() {
    SupervisorStarter starter = new ProcessStarter(ownCommandLine.program(), host.root());
    return project -> {
      acted = true;
      starter.start(project);
    };
  }

  @Override
  public void close() {
    reading.ifPresent(ContainerRuntime::close);
  }
}
