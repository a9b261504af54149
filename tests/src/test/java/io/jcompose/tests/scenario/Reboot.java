package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a boot of the machine leaves of one project: its state, written before another boot. All
 * else goes: its processes, unseen by anybody, and what it added to the host.
 */
final class Reboot {
  private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String EARLIER_BOOT = "00000000-0000-4000-8000-000000000000";
  private final Stack stack;
  private final HostSnapshot before;

  /** Prepares for the boot: call it before the project is brought up. */
  Reboot(Stack stack) {
    this.stack = stack;
    this.before = HostSnapshot.take();
  }

  void happen() {
    kill();
    List<String> added = new ArrayList<>(added());
    Collections.reverse(added); // what is below something goes first
    for (String line : added) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "mount" -> Shell.run("umount", "-l", words[1]).succeeded();
        case "link" -> Shell.run("ip", "link", "del", words[1]);
        case "nft" ->
            Shell.run("sh", "-c", "nft delete " + words[1]).succeeded(); // "table inet NAME"
        case "cgroup" -> Shell.run("rmdir", words[1]).succeeded();
        default -> throw new AssertionError("still there: " + line);
      }
    }
    delete(stack.scratch().resolve("run"));
    files(stack.scratch().resolve("state")).forEach(Reboot::date);
    assertThat(added()).isEmpty();
  }

  /** Without processes: its own are gone by then, and others are no business of a project. */
  private Set<String> added() {
    Set<String> added = HostSnapshot.take().addedSince(before);
    added.removeIf(line -> line.startsWith("process "));
    return added;
  }

  /** The supervisor first, so that nobody takes note of the other ends. */
  private void kill() {
    List<Long> pids = new ArrayList<>(List.of(stack.supervisorPid()));
    for (Path file : files(stack.scratch().resolve("state"))) {
      Matcher matcher = PID.matcher(read(file));
      while (matcher.find()) {
        pids.add(Long.parseLong(matcher.group(1)));
      }
    }
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  /** Lets a record be of an earlier boot. */
  private static void date(Path file) {
    String text = read(file);
    String changed = text.replace(read(BOOT_ID).strip(), EARLIER_BOOT);
    if (!changed.equals(text)) {
      try {
        Files.writeString(file, changed);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the records below the state folder; volumes and roots hold none. */
  private static List<Path> files(Path directory) {
    try (Stream<Path> tree = Files.find(directory, 6, (path, facts) -> facts.isRegularFile())) {
      return tree.filter(path -> path.toString().endsWith(".json")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
