package io.jcompose.runtime.linux.process;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A pod's network namespace and a launcher, with the host's own files as everybody's image. */
final class Workbench implements AutoCloseable {
  private static final int FIFO_BYTES = 65_536;

  private final Path pin;
  private final Host host;
  private final ContainerLauncher launcher;
  private final ProjectName project =
      new ProjectName("t" + UUID.randomUUID().toString().substring(0, 8));
  private final Queue<Started> started = new ConcurrentLinkedQueue<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private Workbench(Path directory) throws IOException {
    Path run = Files.createDirectories(directory.resolve("run"));
    this.pin = Files.createFile(run.resolve("netns"));
    this.host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            Files.createDirectories(directory.resolve("state")),
            run);
    Programs.run("unshare", "--net=" + pin, "true");
    this.launcher = new ContainerLauncher(host, warnings::add);
  }

  /** Sets everything up in a directory of the test's own. */
  static Workbench in(Path directory) throws IOException {
    return new Workbench(directory);
  }

  ContainerLauncher launcher() {
    return launcher;
  }

  Host host() {
    return host;
  }

  ProjectName project() {
    return project;
  }

  Path networkNamespace() {
    return pin;
  }

  /** A container with all that a test may want to change about it. */
  record Wish(
      List<String> arguments,
      Map<String, String> environment,
      String user,
      String workingDirectory,
      boolean init,
      List<Path> layers,
      List<RootMount> mounts,
      boolean readOnly,
      SecuritySettings security) {

    Wish withUser(String changed) {
      return new Wish(
          arguments,
          environment,
          changed,
          workingDirectory,
          init,
          layers,
          mounts,
          readOnly,
          security);
    }

    Wish withEnvironment(Map<String, String> changed) {
      return new Wish(
          arguments, changed, user, workingDirectory, init, layers, mounts, readOnly, security);
    }

    Wish withWorkingDirectory(String changed) {
      return new Wish(
          arguments, environment, user, changed, init, layers, mounts, readOnly, security);
    }

    Wish withInit() {
      return new Wish(
          arguments, environment, user, workingDirectory, true, layers, mounts, readOnly, security);
    }

    Wish withLayers(Path... changed) {
      return new Wish(
          arguments,
          environment,
          user,
          workingDirectory,
          init,
          List.of(changed),
          mounts,
          readOnly,
          security);
    }

    Wish withMounts(RootMount... changed) {
      return new Wish(
          arguments,
          environment,
          user,
          workingDirectory,
          init,
          layers,
          List.of(changed),
          readOnly,
          security);
    }

    Wish withReadOnlyRoot() {
      return new Wish(
          arguments, environment, user, workingDirectory, init, layers, mounts, true, security);
    }

    Wish withSecurity(SecuritySettings changed) {
      return new Wish(
          arguments, environment, user, workingDirectory, init, layers, mounts, readOnly, changed);
    }
  }

  /** A container that was started, and where its output is. */
  record Started(ContainerName name, RunningProcess process, Fd stdout, Fd stderr) {
    int exitCode() {
      try {
        return process.exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("container " + name + " did not end", e);
      }
    }

    /** Returns what is in the pipe now. */
    String output() {
      return drain(stdout);
    }

    String error() {
      return drain(stderr);
    }

    private static String drain(Fd fifo) {
      try {
        Path file = Files.createTempFile("jcompose-test", ".out");
        try {
          Fd target = Descriptors.openForReadingAndWriting(file);
          Pipes.splice(fifo, target, FIFO_BYTES);
          Descriptors.close(target);
          return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } finally {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Started start(UnaryOperator<Wish> change, String... arguments) throws IOException {
    Wish wish =
        change.apply(
            new Wish(
                List.of(arguments),
                Map.of(),
                "0",
                "/",
                false,
                List.of(Path.of("/")),
                List.of(),
                false,
                SecuritySettings.DEFAULT));
    ContainerName name = new ContainerName("c" + UUID.randomUUID().toString().substring(0, 8));
    Path own = host.state().resolve(name.toString());
    Path stdout = host.run().resolve(name + ".stdout");
    Path stderr = host.run().resolve(name + ".stderr");
    Pipes.makeFifo(stdout, 0600);
    Pipes.makeFifo(stderr, 0600);
    Fd out = Descriptors.openForReadingAndWriting(stdout);
    Fd err = Descriptors.openForReadingAndWriting(stderr);
    LaunchSpec spec =
        new LaunchSpec(
            project,
            name,
            new UtsName("box", Optional.of("example.org")),
            wish.arguments(),
            wish.environment(),
            wish.user(),
            wish.workingDirectory(),
            wish.init(),
            new RootSpec(
                wish.layers(),
                Files.createDirectories(own.resolve("upper")),
                Files.createDirectories(own.resolve("work")),
                wish.readOnly(),
                wish.mounts()),
            wish.security(),
            new NetworkPlace.Pinned(pin),
            new StandardStreams.Pipes(Optional.empty(), stdout, stderr));
    RunningProcess process = launcher.launch(spec);
    Started container = new Started(name, process, out, err);
    started.add(container);
    return container;
  }

  Started start(String... arguments) throws IOException {
    return start(UnaryOperator.identity(), arguments);
  }

  /** Runs a shell's line in a new container and returns what it printed. */
  String sh(UnaryOperator<Wish> change, String line) throws IOException {
    Started container = start(change, "/bin/sh", "-c", line);
    int code = container.exitCode();
    String output = container.output();
    if (code != 0) {
      throw new AssertionError(line + " ended with " + code + ": " + output + container.error());
    }
    return output.strip();
  }

  String sh(String line) throws IOException {
    return sh(UnaryOperator.identity(), line);
  }

  /** Kills and removes all containers that were started. */
  void removeContainers() {
    for (Started container = started.poll(); container != null; container = started.poll()) {
      container.process().signal(Signal.KILL);
      launcher.cleanUp(project, container.name());
      Descriptors.close(container.stdout());
      Descriptors.close(container.stderr());
    }
  }

  @Override
  public void close() {
    removeContainers();
    launcher.close();
    Programs.run("umount", pin.toString());
  }
}
