package io.jcompose.runtime.linux.state;

import io.jcompose.runtime.linux.disk.Contents;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The host's processes, as far as they must be told apart. */
public final class ProcessTable {
  // proc_pid_stat(5) counts fields from 1; the text after the name starts with field 3
  private static final int STATE = 3;
  private static final int NUM_THREADS = 20;
  private static final int STARTTIME = 22;

  private final Path proc;

  /** Creates a view of {@code proc}, usually {@code /proc}. */
  public ProcessTable(Path proc) {
    this.proc = proc;
  }

  /** Returns the identity of the process that has this number now, if one has it. */
  public Optional<ProcessIdentity> identify(long pid) {
    return startTicks(pid).map(ticks -> new ProcessIdentity(pid, ticks, boot()));
  }

  /** Returns the identity of a process of this boot. */
  public ProcessIdentity identity(long pid, long startTicks) {
    return new ProcessIdentity(pid, startTicks, boot());
  }

  /**
   * Returns whether this very process is still there. One that ended and was not yet waited for is:
   * nobody knows its exit code yet.
   */
  public boolean isThere(ProcessIdentity process) {
    return startTicks(process.pid()).filter(ticks -> ticks == process.startTicks()).isPresent()
        && isOfThisBoot(process);
  }

  /** Returns whether the process lived, or lives, since the machine was last booted. */
  public boolean isOfThisBoot(ProcessIdentity process) {
    return process.boot().equals(boot());
  }

  /**
   * Returns whether the process {@linkplain #isThere is there} only because nobody has waited for
   * it yet.
   */
  public boolean hasEnded(ProcessIdentity process) {
    return isThere(process)
        && stat(process.pid())
            // the first thread of a program may end before the others do
            .filter(fields -> fields.get(NUM_THREADS).equals("1"))
            .filter(fields -> "ZX".contains(fields.get(STATE)))
            .isPresent();
  }

  private Optional<Long> startTicks(long pid) {
    return stat(pid).map(fields -> Long.parseLong(fields.get(STARTTIME)));
  }

  private Optional<StatFields> stat(long pid) {
    Path stat = proc.resolve(Long.toString(pid)).resolve("stat");
    try {
      return Contents.of(stat)
          .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
          // the name is in parentheses and may hold anything, parentheses and blanks included
          .map(text -> text.substring(text.lastIndexOf(')') + 2).split(" "))
          .map(fields -> new StatFields(List.of(fields)));
    } catch (IOException e) {
      // a process that ends between open and read: ESRCH
      return Optional.empty();
    }
  }

  private String boot() {
    Path file = proc.resolve("sys/kernel/random/boot_id");
    try {
      return Contents.of(file)
          .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
          .orElseThrow(
              () ->
                  new RuntimeFailure(
                      "cannot tell one boot from another: there is no " + file,
                      "mount the process file system with 'mount -t proc proc " + proc + "'"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** What stands behind the name, by the numbers of the manual page. */
  private record StatFields(List<String> fields) {
    String get(int number) {
      return fields.get(number - STATE);
    }
  }
}
