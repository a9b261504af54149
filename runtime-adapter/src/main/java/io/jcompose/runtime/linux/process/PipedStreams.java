package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.syscall.Descriptors;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.runtime.syscall.Spawn;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Streams of the caller's, joined to the program by pipes. */
final class PipedStreams extends ExecStreams {
  private static final int STREAMS = 3;

  private final ExecSpec.Streams.Piped streams;
  private final Pipes.Ends input = Pipes.create();
  private final Pipes.Ends output = Pipes.create();
  private final Pipes.Ends error = Pipes.create();
  private final OutputPump outputPump;
  private final OutputPump errorPump;
  private final OpenFiles childEnds = new OpenFiles();
  private boolean begun;

  PipedStreams(ExecSpec.Streams.Piped streams) {
    this.streams = streams;
    this.outputPump = new OutputPump("exec-output", output.reading(), streams.output());
    this.errorPump = new OutputPump("exec-error", error.reading(), streams.error());
    childEnds.keep(input.reading());
    childEnds.keep(output.writing());
    childEnds.keep(error.writing());
  }

  @Override
  void joinTo(Spawn spawn, OpenFiles files) {
    spawn.duplicate(outOfTheWay(files, input.reading()), 0);
    spawn.duplicate(outOfTheWay(files, output.writing()), 1);
    spawn.duplicate(outOfTheWay(files, error.writing()), 2);
  }

  private static Fd outOfTheWay(OpenFiles files, Fd fd) {
    return files.keep(Descriptors.duplicate(fd, STREAMS));
  }

  @Override
  void complain(String message) {
    try {
      streams.error().write((message + "\n").getBytes(StandardCharsets.UTF_8));
      streams.error().flush();
    } catch (IOException e) {
      return; // the exit code tells it too
    }
  }

  @Override
  void begin() {
    begun = true;
    childEnds.close();
    outputPump.start();
    errorPump.start();
    InputPump.start("exec-input", streams.input(), input.writing());
  }

  @Override
  void finish() {
    outputPump.finish();
    errorPump.finish();
  }

  @Override
  public void close() {
    childEnds.close();
    outputPump.close();
    errorPump.close();
    if (!begun) {
      Descriptors.close(input.writing());
    }
  }
}
