package io.jcompose.cli.supervisor;

import io.jcompose.model.plan.PlanJson;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.event.EventSink;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A client's side of a supervisor's socket, good for one request. Belongs to one thread. */
public final class SupervisorClient implements AutoCloseable {
  private final PlanJson json = new PlanJson();
  private final SocketChannel channel;
  private final ByteBuffer chunk = ByteBuffer.allocate(8192).flip();

  private long supervisorPid;

  private SupervisorClient(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects to the supervisor that listens on {@code socket}.
   *
   * @param version of this program
   * @return empty if nobody listens, or not for long any more
   * @throws SupervisorFailure if the supervisor runs another version of this program
   */
  static Optional<SupervisorClient> connect(Path socket, String version) {
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try {
      SupervisorClient client =
          new SupervisorClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      client.checkVersion(version);
      return Optional.of(client);
    } catch (IOException e) {
      return Optional.empty(); // a socket that a killed supervisor left, or one that is ending
    }
  }

  private void checkVersion(String version) throws IOException {
    if (!(next() instanceof Message.Greeting greeting)) {
      throw new EOFException("no greeting");
    }
    supervisorPid = greeting.pid();
    if (!greeting.version().equals(version)) {
      close();
      throw new SupervisorFailure(
          "the project's supervisor runs version "
              + greeting.version()
              + " of jcompose, this is version "
              + version,
          "run 'kill "
              + greeting.pid()
              + "': containers run on, and the next command starts a supervisor of this version");
    }
  }

  /** Returns the supervisor's process. */
  long supervisorPid() {
    return supervisorPid;
  }

  /**
   * Has the supervisor carry out {@code request} and returns once it is done. Interrupting the
   * calling thread cancels it, with the interrupt flag set.
   *
   * @param listener told what happens meanwhile, by the calling thread
   * @throws SupervisorFailure if it cannot be tried, or the supervisor ended before it answered
   */
  public ActionResult perform(Request request, EventSink listener) {
    try {
      send(json.write(request) + "\n");
      while (true) {
        Message message = next();
        if (message instanceof Message.Happened happened) {
          listener.on(happened.event());
        } else if (message instanceof Message.Done done) {
          return done.result();
        } else if (message instanceof Message.Refused refused) {
          throw new SupervisorFailure(refused.message(), refused.hint());
        } else if (message instanceof Message.Broken broken) {
          throw new IllegalStateException("the supervisor broke: " + broken.failure());
        }
      }
    } catch (ClosedByInterruptException e) {
      return new ActionResult(0, List.of(), List.of(), true);
    } catch (IOException e) {
      throw new SupervisorFailure(
          "the project's supervisor ended before it answered: " + e,
          "run the command again: it starts another supervisor, which takes over what runs",
          e);
    }
  }

  private void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private Message next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (!chunk.hasRemaining()) {
        chunk.clear();
        int count = channel.read(chunk);
        chunk.flip();
        if (count < 0) {
          throw new EOFException("end of the connection");
        }
      }
      byte next = chunk.get();
      if (next == '\n') {
        return json.read(line.toString(StandardCharsets.UTF_8), Message.class);
      }
      line.write(next);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing was to come any more
    }
  }
}
