package io.jcompose.runtime;

import io.jcompose.runtime.host.HostFiles;
import io.jcompose.runtime.linux.usage.FileMapping;
import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.OwnMemory;
import io.jcompose.runtime.syscall.Processes;
import io.jcompose.runtime.syscall.Terminals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the command line needs of the kernel for its own process. */
public final class ThisProcess {
  private static final Fd STANDARD_OUTPUT = new Fd(1);
  private static final Fd STANDARD_ERROR = new Fd(2);
  private static final long LITTLE = 1 << 20;

  private long usedAtRest;

  /** A terminal's size in characters. */
  public record TerminalSize(int rows, int columns) {}

  /** Returns the size of the terminal that standard error is; empty if it is none. */
  public Optional<TerminalSize> terminalSize() {
    return Terminals.size(STANDARD_ERROR)
        .filter(size -> size.rows() > 0 && size.columns() > 0)
        .map(size -> new TerminalSize(size.rows(), size.columns()));
  }

  /**
   * Writes a line to a descriptor that this process inherited, and closes it.
   *
   * @param descriptor its number
   */
  public void tell(int descriptor, String line) {
    Fd fd = new Fd(descriptor);
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Descriptors.write(fd, bytes, bytes.length);
    Descriptors.close(fd);
  }

  /** Makes sure that no program started from here inherits the descriptor. */
  public void keepToOurselves(int descriptor) {
    Descriptors.setCloseOnExec(new Fd(descriptor), true);
  }

  /**
   * Gives up the standard streams, so that whoever reads them sees their end: input is empty from
   * now on, and output goes to {@code log}, which must exist.
   */
  public void detach(Path log) {
    Descriptors.detachStandardStreams();
    Fd file = Descriptors.openForReadingAndWriting(log);
    Descriptors.replace(file, STANDARD_OUTPUT);
    Descriptors.replace(file, STANDARD_ERROR);
    Descriptors.close(file);
  }

  /**
   * Makes this process small for a rest: collects garbage, gives free memory back, and lets go of
   * the pages of programs and archives, most of which only its start needed. Takes some tens of
   * milliseconds; what is needed after all is mapped again as it is touched. Does nothing if little
   * was allocated since the last time. For one thread at a time.
   */
  public void giveMemoryBack() {
    if (usedBytes() >= usedAtRest + LITTLE) {
      shrink();
      usedAtRest = usedBytes();
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void shrink() {
    List<FileMapping> mappings = FileMapping.unchanged(ownMappings());
    System.gc();
    OwnMemory.trimHeap();
    mappings.forEach(mapping -> OwnMemory.letGo(mapping.address(), mapping.bytes()));
  }

  private String ownMappings() {
    try {
      return HostFiles.read(Path.of("/proc/self/smaps"));
    } catch (IOException e) {
      return ""; // a kernel without it: the pages stay
    }
  }

  /**
   * Ends this process at once: without shutdown hooks, and without the 300 ms that the JVM grants
   * threads which are in native code. Flush what is to be seen first.
   */
  public void exitNow(int code) {
    Processes.exitNow(code);
  }
}
