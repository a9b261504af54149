package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One project under test: a Compose file, folders of its own for state and run, and the {@code
 * jcompose} command. Closing it takes the project down with its volumes and fails if the host holds
 * more than before.
 */
public final class Stack implements AutoCloseable {
  /** Where this checkout is. */
  static final Path HOME =
      Path.of(System.getProperty("jcompose.home", ".")).toAbsolutePath().normalize();

  private static final Pattern STATE =
      Pattern.compile("\"Name\":\"([^\"]*)\".*\"Service\":\"[^\"]+\".*\"State\":\"([^\"]*)\"");

  private final HostSnapshot before = HostSnapshot.take();
  private final Path scratch;
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private List<String> prefix = List.of();

  private Stack(Path scratch, Path directory, Map<String, String> variables) {
    this.scratch = scratch;
    this.directory = directory;
    environment.put("JCOMPOSE_STATE", scratch.resolve("state").toString());
    environment.put("JCOMPOSE_RUN", scratch.resolve("run").toString());
    environment.put("JCOMPOSE_JAVA_HOME", System.getProperty("java.home"));
    environment.put("JCOMPOSE_NO_BUILD", "1"); // the build that runs this test is not done yet
    environment.putAll(variables);
  }

  /** Returns a project named {@code name} made of the text of a Compose file. */
  public static Stack of(String name, String text, Map<String, String> variables) {
    try {
      Path scratch = Files.createTempDirectory("jcompose-" + name);
      Path project = Files.createDirectory(scratch.resolve(name));
      Files.writeString(project.resolve("app.yaml"), text);
      return new Stack(scratch, project, variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a project named {@code name} made of the text of a Compose file. */
  public static Stack of(String name, String text) {
    return of(name, text, Map.of());
  }

  /** Returns the sample in the folder {@code name} of {@code samples/}. */
  public static Stack sample(String name, Map<String, String> variables) {
    try {
      Path scratch = Files.createTempDirectory("jcompose-sample");
      Map<String, String> all = new TreeMap<>(variables);
      // a project of its own: a developer may be running the same sample
      all.put("COMPOSE_PROJECT_NAME", "test-" + name);
      return new Stack(scratch, HOME.resolve("samples").resolve(name), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a TCP port that is free now. */
  public static String freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder that holds the Compose file. */
  public Path directory() {
    return directory;
  }

  /** Returns a folder of the test's own that goes when the stack is closed. */
  public Path scratch() {
    return scratch;
  }

  /** Replaces the Compose file's text. */
  public void rewrite(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable of the environment for the commands that follow. */
  public Stack with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Lets this stack's commands be run by another, such as one that enters a namespace first. */
  public Stack behind(List<String> words) {
    prefix = List.copyOf(words);
    return this;
  }

  /** Runs {@code jcompose -f FILE arguments…} to its end. */
  public Shell.Result jcompose(String... arguments) {
    return Shell.run(directory, environment, command(arguments));
  }

  /** Starts {@code jcompose -f FILE arguments…} with its output in files, and returns at once. */
  public Process start(Path output, Path error, String... arguments) {
    return Shell.start(directory, environment, command(arguments), output, error);
  }

  /** Runs {@code jcompose -f FILE arguments…} with {@code input} as all its input. */
  public Shell.Result fed(String input, String... arguments) {
    Path file = scratch.resolve("input");
    try {
      Files.writeString(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String line = String.join(" ", command(arguments)) + " <" + file;
    return Shell.run(directory, environment, List.of("sh", "-c", line));
  }

  /**
   * Runs {@code jcompose -f FILE arguments…} in a terminal of its own.
   *
   * @param before a shell's line that is run in the terminal before
   * @param after a shell's line that is run in the terminal afterwards
   */
  public TerminalSession inTerminal(String before, String arguments, String after) {
    String jcompose = String.join(" ", command(arguments.split(" ")));
    return TerminalSession.start(scratch, environment, before + "\n" + jcompose + "\n" + after);
  }

  private Path file() {
    return directory.resolve("app.yaml");
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(HOME.resolve("jcompose").toString());
    command.addAll(List.of("-f", file().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Writes a file of the project's folder. */
  public void write(String file, String text) {
    try {
      Files.writeString(directory.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a program writes in the first container of a service. */
  public String exec(String service, String... words) {
    List<String> arguments = new ArrayList<>(List.of("exec", "-T", service));
    arguments.addAll(List.of(words));
    return jcompose(arguments.toArray(String[]::new)).succeeded();
  }

  /** Returns what each container of a service is doing, by name: {@code running}, and so on. */
  public Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    jcompose("ps", "-a", "--format", "json")
        .succeeded()
        .lines()
        .map(STATE::matcher)
        .filter(Matcher::find)
        .forEach(line -> states.put(line.group(1), line.group(2)));
    return states;
  }

  /** Returns the pid of a container's process 1, as the host sees it. */
  public long pid(String container) {
    for (String line : jcompose("ps", "-a", "--format", "json").succeeded().lines().toList()) {
      if (line.contains("\"Name\":\"" + container + "\"")) {
        // between its end and its restart a container has none
        assertThat(line).contains("\"Pid\":");
        return Long.parseLong(line.replaceAll(".*\"Pid\":(\\d+).*", "$1"));
      }
    }
    throw new AssertionError("no container " + container);
  }

  /** Returns the pid of the project's supervisor. */
  public long supervisorPid() {
    return findSupervisor().orElseThrow(() -> new AssertionError("no supervisor runs"));
  }

  /** Returns the pid of the project's supervisor, if it has one. */
  public Optional<Long> findSupervisor() {
    // its run folder names it: other projects' supervisors have other folders
    return Shell.run("pgrep", "-f", "jcompose.jar")
        .output()
        .lines()
        .map(Long::parseLong)
        .filter(this::hasOurRunFolder)
        .findFirst();
  }

  private boolean hasOurRunFolder(long pid) {
    try {
      String variables = Files.readString(Path.of("/proc/" + pid + "/environ"));
      return variables.contains("JCOMPOSE_RUN=" + environment.get("JCOMPOSE_RUN") + "\0");
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }

  @Override
  public void close() {
    Shell.Result down = jcompose("down", "-v", "-t", "1");
    HostSnapshot after = HostSnapshot.take();
    // first: what could not be removed keeps the folder from being deleted
    assertThat(down.exitCode()).as(down.output() + down.error()).isZero();
    delete(scratch);
    assertThat(after.addedSince(before)).as("what 'down -v' left on the host").isEmpty();
  }

  private static void delete(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
