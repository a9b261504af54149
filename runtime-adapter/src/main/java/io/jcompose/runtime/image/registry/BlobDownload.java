package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One blob on its way into a file: what of it is there, and how the rest is asked for. */
final class BlobDownload {
  private static final int BUFFER = 64 * 1024;

  /** A try that brought this much has not failed: what is large may take many connections. */
  private static final long PROGRESS = 1024 * 1024;

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-.*");
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Registry registry;
  private final RemoteRepository repository;
  private final Descriptor blob;
  private final Path file;
  private final LongConsumer progress;
  private final String what;
  private MessageDigest sum = Digest.sha256();
  private long written;

  BlobDownload(
      Registry registry,
      RemoteRepository repository,
      Descriptor blob,
      Path file,
      LongConsumer progress) {
    this.registry = registry;
    this.repository = repository;
    this.blob = blob;
    this.file = file;
    this.progress = progress;
    this.what = "fetch " + blob.digest() + " of " + repository;
  }

  void run() {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      fill(channel);
    } catch (ClosedByInterruptException e) {
      throw Transport.interrupted(what, e);
    } catch (IOException e) {
      throw RegistryFailure.lasting(
          Kind.LOCAL,
          "cannot " + what + ": cannot write " + file + ": " + e.getMessage(),
          "check the rights to that directory and the room on its disk",
          e);
    }
    Digest actual = Digest.ofFinished(sum.digest());
    if (!actual.equals(blob.digest())) {
      throw registry.wrong(
          what,
          Kind.DAMAGED,
          "sent content whose digest is " + actual + " instead of " + blob.digest(),
          "run the command again; if it is the same then, have the image pushed again");
    }
  }

  private void fill(FileChannel channel) throws IOException {
    Attempts attempts = registry.attempts(what);
    while (true) {
      long before = written;
      try {
        ask(channel);
        return;
      } catch (RegistryFailure failure) {
        if (failure.kind() == Kind.BROKEN && written == blob.size() && written > 0) {
          return; // it broke behind the last byte
        }
        if (written - before >= PROGRESS) {
          attempts.progressed();
        }
        attempts.failed(failure);
      }
    }
  }

  private void ask(FileChannel channel) throws IOException {
    Call call = registry.call(what, repository.path() + "/blobs/" + blob.digest());
    boolean resumed = written > 0;
    if (resumed) {
      call = call.withHeader("Range", "bytes=" + written + "-");
    }
    Set<Integer> wanted = resumed ? Set.of(200, 206, RANGE_NOT_SATISFIABLE) : Set.of(200);
    try (Answer answer = registry.askOnce(call, Access.pull(repository), wanted)) {
      boolean rest = answer.status() == 206 && start(answer).equals(OptionalLong.of(written));
      if (resumed && !rest) {
        written = 0;
        sum = Digest.sha256();
        channel.truncate(0);
        channel.position(0);
        if (answer.status() != 200) {
          throw broken("and another part of it came than was asked for", null);
        }
      }
      OptionalLong length = answer.length();
      if (length.isPresent() && length.getAsLong() != blob.size() - written) {
        throw wrongSize(Long.toString(written + length.getAsLong()));
      }
      copy(answer.body(), channel);
    }
  }

  private static OptionalLong start(Answer answer) {
    Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
    return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
  }

  private void copy(InputStream body, FileChannel channel) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int count = read(body, buffer);
      if (count < 0) {
        break;
      }
      if (count > blob.size() - written) {
        throw wrongSize("more");
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      sum.update(buffer, 0, count);
      written += count;
      progress.accept(written);
    }
    if (written < blob.size()) {
      throw broken("after " + written + " of " + blob.size() + " bytes", null);
    }
  }

  private int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer, 0, buffer.length);
    } catch (InterruptedIOException e) {
      throw Transport.interrupted(what, e);
    } catch (IOException e) {
      throw broken("after " + written + " of " + blob.size() + " bytes: " + e.getMessage(), e);
    }
  }

  private RegistryFailure broken(String how, @Nullable IOException cause) {
    return RegistryFailure.passing(
        Kind.BROKEN,
        "cannot " + what + ": the answer broke off " + ForeignText.shown(how),
        "run the command again",
        cause);
  }

  private RegistryFailure wrongSize(String size) {
    return registry.wrong(
        what,
        Kind.DAMAGED,
        "has " + size + " bytes where the manifest says " + blob.size(),
        "have the image pushed again");
  }
}
