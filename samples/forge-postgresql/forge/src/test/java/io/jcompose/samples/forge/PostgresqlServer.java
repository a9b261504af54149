package io.jcompose.samples.forge;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL for one test class: the sample's own programs, on a free port of 127.0.0.1,
 * with its data in a folder that is gone afterwards.
 */
final class PostgresqlServer implements AutoCloseable {
  private static final Path BUNDLE = Path.of("../postgresql/target/bundle").toAbsolutePath();
  private static final String USER = "nobody";

  private final Path folder;
  private final int port;
  private final Process process;

  /** Makes a cluster and starts it; returns once it takes connections. */
  PostgresqlServer() throws IOException {
    folder = Files.createTempDirectory("forge-test");
    port = freePort();
    if (isRoot()) {
      // PostgreSQL refuses to run as root, and another user may not reach the sources
      run(List.of("cp", "-r", BUNDLE.toString(), folder.resolve("bundle").toString()));
      run(List.of("chown", "-R", USER, folder.toString()));
    }
    run(
        asUser(
            "initdb",
            "-D",
            cluster(),
            "-U",
            "forge",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"));
    process =
        new ProcessBuilder(
                asUser(
                    "postgres",
                    "-F",
                    "-D",
                    cluster(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories="))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              try (Connection connection = DriverManager.getConnection(url(), "forge", "")) {
                return connection.isValid(1);
              }
            });
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  private List<String> asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    Path bundle = BUNDLE;
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid", USER, "--regid", "nogroup", "--clear-groups", "--"));
      bundle = folder.resolve("bundle");
    }
    command.add(bundle.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void run(List<String> command) throws IOException {
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (child.onExit().join().exitValue() != 0) {
      throw new IOException(command + " failed: " + Files.readString(log));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    run(List.of("rm", "-rf", folder.resolve("cluster").toString()));
    run(List.of("rm", "-rf", folder.resolve("bundle").toString()));
    Files.delete(folder.resolve("log"));
    Files.delete(folder);
  }
}
