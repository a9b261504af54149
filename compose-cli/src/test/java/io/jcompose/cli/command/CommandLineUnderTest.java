package io.jcompose.cli.command;

import static org.awaitility.Awaitility.await;

import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.TerminalFacts;
import io.jcompose.cli.supervisor.Supervisor;
import io.jcompose.cli.supervisor.Supervisors;
import io.jcompose.cli.systemd.FakeUnitManager;
import io.jcompose.cli.systemd.Systemd;
import io.jcompose.cli.systemd.UnitScope;
import io.jcompose.model.files.FileSourceReader;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.runtime.image.registry.configuration.LoginCheck;
import io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.time.SystemTimer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The program as a user sees it, except that containers live in memory and supervisors in threads.
 */
final class CommandLineUnderTest implements AutoCloseable {
  private final Path directory;
  private final SystemTimer timer = new SystemTimer(Clock.systemUTC());
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private List<Finding> findings = List.of();
  private String input = "";
  private ServiceManager manager = ServiceManager.NOBODY;
  private LoginCheck loginCheck = LoginCheck.NONE;
  private final Map<String, String> environment = new TreeMap<>();
  private final FakeUnitManager systemUnits;
  private final FakeUnitManager userUnits;
  private boolean administrator = true;
  private final List<Thread> supervisors = new ArrayList<>();

  CommandLineUnderTest(Path directory) {
    this.directory = directory;
    this.systemUnits = new FakeUnitManager(directory.resolve("root/etc/systemd/system"));
    this.userUnits = new FakeUnitManager(directory.resolve("home/.config/systemd/user"));
  }

  /** Lets systemd run this host, and returns its manager of the system. */
  FakeUnitManager systemdRuns() {
    makeDirectory("root/run/systemd/system");
    return systemUnits;
  }

  /** Lets an ordinary user, Ann, give the commands that follow, and returns her manager. */
  FakeUnitManager annCalls() {
    administrator = false;
    return userUnits;
  }

  /** Lets Ann's manager run from boot on. */
  void annLingers() {
    makeDirectory("root/var/lib/systemd/linger/ann");
  }

  private void makeDirectory(String path) {
    try {
      Files.createDirectories(directory.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command wrote and how it ended. */
  record Result(int code, String output, String error) {}

  FakeRuntime runtime() {
    return runtime;
  }

  /** Makes this what there is to be said of the host. */
  void hostIs(Finding... all) {
    findings = List.of(all);
  }

  /** Makes this what commands tell how far they are. */
  void isStartedBy(ServiceManager changed) {
    manager = changed;
  }

  /** Makes this what registries say of credentials. */
  void registriesCheckLoginsBy(LoginCheck check) {
    loginCheck = check;
  }

  /** Makes this what the next commands read from standard input. */
  CommandLineUnderTest answering(String text) {
    input = text;
    return this;
  }

  /** Sets a variable of this shell for the commands that follow. */
  CommandLineUnderTest variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Puts the text of a Compose file where it is found without {@code -f}. */
  CommandLineUnderTest file(String text) {
    try {
      Files.writeString(directory.resolve("compose.yaml"), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code jcompose words…} to its end. */
  Result run(String... words) {
    return run(TerminalFacts.NONE, words);
  }

  /** Runs {@code jcompose words…} on streams of that kind to its end. */
  Result run(TerminalFacts facts, String... words) {
    var output = new ByteArrayOutputStream();
    var error = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            stream(output),
            stream(error),
            facts);
    GlobalOptions options = new GlobalOptions();
    Tools tools =
        new Tools(
            console,
            options,
            new ProjectSource(
                options,
                directory,
                environment,
                new FileSourceReader(console.in()),
                console,
                () -> runtime),
            () -> runtime,
            this::registries,
            () -> findings,
            new Supervisors(parts(), this::startSupervisor),
            new NoDetachment(),
            systemd(),
            manager,
            Clock.systemUTC(),
            environment,
            List.of("/opt/jcompose/jcompose"),
            "1.2.3");
    int code = new CommandTree(tools).run(List.of(words));
    return new Result(
        code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
  }

  /** Returns whether a project of that name has a supervisor. */
  boolean isSupervised(String project) {
    return new Supervisors(parts(), unused -> {}).isSupervised(new ProjectName(project));
  }

  private Systemd systemd() {
    return new Systemd(
        directory.resolve("root"),
        Map.of("HOME", directory.resolve("home").toString()),
        "ann",
        () -> administrator,
        scope -> scope == UnitScope.SYSTEM ? systemUnits : userUnits);
  }

  private RegistryAccess registries() {
    return new RegistryAccess(
        () -> RegistriesConfiguration.read(host()),
        AuthenticationFiles.of(host()),
        loginCheck,
        Supplier::get);
  }

  /** A host whose root and whose user's home are in the directory of the test. */
  private Host host() {
    Map<String, String> variables = new TreeMap<>(environment);
    variables.putIfAbsent("HOME", directory.resolve("home").toString());
    return new Host(
        Clock.systemUTC(),
        variables,
        directory.resolve("root"),
        directory.resolve("state"),
        directory.resolve("run"));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private Supervisor.Parts parts() {
    return new Supervisor.Parts(
        directory.resolve("run"), () -> runtime, Clock.systemUTC(), "1.2.3", () -> {});
  }

  private synchronized void startSupervisor(ProjectName project) {
    Supervisor.tryOpen(project, parts())
        .ifPresent(
            supervisor -> {
              Thread thread =
                  new Thread(
                      () -> {
                        try (supervisor) {
                          supervisor.serveUntilIdle(Duration.ofSeconds(10));
                        }
                      });
              supervisors.add(thread);
              thread.start();
            });
  }

  @Override
  public void close() {
    for (Thread supervisor : supervisors) {
      supervisor.interrupt();
      await().until(() -> !supervisor.isAlive());
    }
    timer.close();
  }

  /** Nobody waits for a report: supervisors are started by {@link #startSupervisor}. */
  private static final class NoDetachment implements Detachment {
    @Override
    public void release(Path log) {}

    @Override
    public void report(int code, Path log) {}

    @Override
    public boolean isAwaited() {
      return false;
    }
  }
}
