package io.jcompose.scheduler.fake;

import io.jcompose.model.value.KeySequence;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.AttachSpec;
import io.jcompose.scheduler.runtime.Attachment;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Streams joined to a container in memory. */
final class FakeAttachment implements Attachment {
  private final AttachSpec spec;
  private final ExecSpec.Streams.Piped streams;
  private final Consumer<Signal> signals;
  private final Consumer<FakeAttachment> onClose;
  private final CompletableFuture<End> end = new CompletableFuture<>();

  FakeAttachment(AttachSpec spec, Consumer<Signal> signals, Consumer<FakeAttachment> onClose) {
    if (!(spec.streams() instanceof ExecSpec.Streams.Piped piped)) {
      throw new IllegalArgumentException("the fake has no streams of its own to join");
    }
    this.spec = spec;
    this.streams = piped;
    this.signals = signals;
    this.onClose = onClose;
  }

  /** Hands our input on to a container, until it is at its end. */
  void giveTo(FakeInput input) {
    if (!spec.input()) {
      return;
    }
    input.join();
    Thread thread =
        new Thread(
            () -> {
              try {
                hand(streams.input(), input, spec.detachKeys());
              } catch (IOException e) {
                // nothing more comes
              } finally {
                input.leave();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void hand(InputStream from, FakeInput to, KeySequence keys) throws IOException {
    int matched = 0;
    for (int key = from.read(); key >= 0; key = from.read()) {
      if (!keys.bytes().isEmpty() && keys.bytes().get(matched) == (byte) key) {
        matched++;
        if (matched == keys.bytes().size()) {
          end.complete(new End.Detached());
          return;
        }
      } else {
        matched = 0;
        to.give((byte) key);
      }
    }
  }

  void write(boolean stderr, byte[] bytes) {
    OutputStream to = stderr ? streams.error() : streams.output();
    try {
      to.write(bytes);
      to.flush();
    } catch (IOException e) {
      end.complete(new End.Unheard());
    }
  }

  void exited(ExitStatus exit) {
    end.complete(new End.Exited(exit));
  }

  @Override
  public Optional<End> await(Duration patience) {
    try {
      return Optional.of(end.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void signal(Signal signal) {
    signals.accept(signal);
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
