package io.jcompose.tests.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * This host without some of its programs and libraries: a mount namespace in which they are empty
 * files that nobody may execute. Closing it takes it away.
 */
final class HiddenFiles implements AutoCloseable {
  private static final List<String> NFTABLES =
      List.of(
          "/usr/lib/x86_64-linux-gnu/libnftables.so.1",
          "/usr/lib/aarch64-linux-gnu/libnftables.so.1",
          "/usr/lib64/libnftables.so.1",
          "/usr/lib/libnftables.so.1",
          "/usr/sbin/nft");

  private final Process holder;

  private HiddenFiles(Process holder) {
    this.holder = holder;
  }

  /** Hides nftables, and some programs of {@code /usr/bin}. */
  static HiddenFiles nftablesAnd(String... programs) {
    StringBuilder script = new StringBuilder("set -e\n");
    NFTABLES.forEach(path -> hide(script, path));
    for (String program : programs) {
      hide(script, "/usr/bin/" + program);
    }
    script.append("echo ready\nexec sleep 1000\n");
    try {
      Process holder =
          new ProcessBuilder("unshare", "--mount", "sh", "-c", script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said = holder.inputReader();
      if (!"ready".equals(said.readLine())) {
        holder.destroyForcibly();
        throw new AssertionError("cannot hide nftables");
      }
      return new HiddenFiles(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hide(StringBuilder script, String path) {
    if (Files.exists(Path.of(path))) {
      script.append("mount --bind /dev/null ").append(path).append('\n');
    }
  }

  /** Returns the words before a command that is not to see the hidden files. */
  List<String> prefix() {
    return List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount");
  }

  /** Returns the mounts that are there, one a line. */
  String mounts() {
    return Shell.run("cat", "/proc/" + holder.pid() + "/mountinfo").succeeded();
  }

  @Override
  public void close() {
    holder.destroyForcibly().onExit().join();
  }
}
