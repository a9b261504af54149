package io.jcompose.cli;

import io.jcompose.cli.command.Detachment;
import io.jcompose.runtime.ThisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Detaches this process from the launcher, or from the command that started it. */
final class ProcessDetachment implements Detachment {
  private final ThisProcess process;
  private final OptionalInt descriptor;

  ProcessDetachment(ThisProcess process, OptionalInt descriptor) {
    this.process = process;
    this.descriptor = descriptor;
  }

  @Override
  public boolean isAwaited() {
    return descriptor.isPresent();
  }

  @Override
  public void report(int code, Path log) {
    release(log);
    process.tell(descriptor.orElseThrow(), Integer.toString(code));
  }

  @Override
  public void release(Path log) {
    try {
      Files.writeString(log, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process.detach(log);
  }
}
