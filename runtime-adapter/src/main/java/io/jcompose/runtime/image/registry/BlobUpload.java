package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One blob on its way to a registry: as a whole, or in parts where the registry says so or refuses
 * a whole as too large.
 */
final class BlobUpload {
  private static final int TOO_LARGE = 413;

  private final Registry registry;
  private final Access access;
  private final Descriptor blob;
  private final ContentSource source;
  private final LongConsumer progress;
  private final String what;
  private boolean inParts;

  BlobUpload(
      Registry registry,
      RemoteRepository repository,
      Descriptor blob,
      ContentSource source,
      LongConsumer progress) {
    this.registry = registry;
    this.access = Access.push(repository);
    this.blob = blob;
    this.source = source;
    this.progress = progress;
    this.what = "push " + blob.digest() + " to " + repository;
  }

  void run() {
    Attempts attempts = registry.attempts(what);
    while (true) {
      try {
        send();
        return;
      } catch (RegistryFailure failure) {
        attempts.failed(failure);
        // who takes no body of this size may hang up rather than say so
        inParts |= failure.kind() == Kind.BROKEN && blob.size() > registry.settings().chunkBytes();
      }
    }
  }

  private void send() {
    Upload upload = start();
    if (!inParts && upload.smallestPart == 0) {
      if (sendWhole(upload.location)) {
        return;
      }
      inParts = true;
      upload = start();
    }
    sendParts(upload);
  }

  /** Where the next bytes go, and of which size parts must be at least; 0 if nothing is said. */
  private record Upload(URI location, long smallestPart) {}

  private Upload start() {
    Call call = registry.call(what, access.repository().path() + "/blobs/uploads/");
    try (Answer answer = registry.askOnce(call.withMethod("POST"), access, Set.of(202))) {
      Optional<String> smallest =
          answer.header("OCI-Chunk-Min-Length").filter(v -> v.matches("[0-9]{1,15}"));
      return new Upload(Transport.location(call, answer), smallest.map(Long::parseLong).orElse(0L));
    }
  }

  private boolean sendWhole(URI location) {
    Content content =
        new Content(blob.size(), () -> new CountedStream(source.open(), 0, blob.size()));
    try (Answer answer =
        registry.askOnce(last(location, content), access, Set.of(201, TOO_LARGE))) {
      if (answer.status() == TOO_LARGE) {
        return false;
      }
      accepted(answer);
      return true;
    }
  }

  private Call last(URI location, Content content) {
    String query = location.getRawQuery();
    String digest = URLEncoder.encode(blob.digest().toString(), StandardCharsets.UTF_8);
    URI whole = URI.create(location + (query == null ? "?" : "&") + "digest=" + digest);
    return registry
        .call(what, "")
        .withUri(whole)
        .withMethod("PUT")
        .withHeader("Content-Type", "application/octet-stream")
        .withContent(content);
  }

  private void accepted(Answer answer) {
    Optional<String> told = answer.header("Docker-Content-Digest");
    if (told.isPresent() && !told.get().equals(blob.digest().toString())) {
      throw registry.wrong(
          what,
          Kind.DAMAGED,
          "got content whose digest is "
              + ForeignText.shown(told.get())
              + " instead of "
              + blob.digest(),
          "run the command again");
    }
  }

  private void sendParts(Upload upload) {
    long most = Math.max(registry.settings().chunkBytes(), upload.smallestPart);
    URI location = upload.location;
    try (InputStream whole = source.open()) {
      for (long start = 0; start < blob.size(); ) {
        long length = Math.min(most, blob.size() - start);
        location = sendPart(location, whole, start, length);
        start += length;
      }
    } catch (IOException e) {
      throw RegistryFailure.lasting(
          Kind.LOCAL,
          "cannot " + what + ": what is to be sent cannot be read: " + e.getMessage(),
          "check the disk that it is read from",
          e);
    }
    Content nothing = new Content(0, InputStream::nullInputStream);
    try (Answer answer = registry.askOnce(last(location, nothing), access, Set.of(201))) {
      accepted(answer);
    }
  }

  private URI sendPart(URI location, InputStream whole, long start, long length) {
    Call call =
        registry
            .call(what, "")
            .withUri(location)
            .withMethod("PATCH")
            .withHeader("Content-Type", "application/octet-stream")
            .withHeader("Content-Range", start + "-" + (start + length - 1))
            .withContent(new Content(length, new Part(whole, start, length)));
    try (Answer answer = registry.askOnce(call, access, Set.of(202))) {
      return Transport.location(call, answer);
    }
  }

  /** Reads on in the whole, and so once only: a part that is refused means to start anew. */
  private final class Part implements ContentSource {
    private final InputStream whole;
    private final long start;
    private final long length;
    private boolean opened;

    Part(InputStream whole, long start, long length) {
      this.whole = whole;
      this.start = start;
      this.length = length;
    }

    @Override
    public InputStream open() {
      if (opened) {
        throw RegistryFailure.passing(
            Kind.BROKEN,
            "cannot " + what + ": the login ran out after " + start + " bytes",
            "run the command again",
            null);
      }
      opened = true;
      return new CountedStream(whole, start, length);
    }
  }

  /** A part of the blob, which tells how much of the whole has been read. */
  private final class CountedStream extends FilterInputStream {
    private final long start;
    private final long length;
    private long read;

    CountedStream(InputStream source, long start, long length) {
      super(source);
      this.start = start;
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      if (read == length) {
        return -1;
      }
      int got = in.read(target, offset, (int) Math.min(count, length - read));
      if (got < 0) {
        throw new IOException("it ended after " + (start + read) + " of " + blob.size() + " bytes");
      }
      read += got;
      progress.accept(start + read);
      return got;
    }

    /** The whole is closed by whoever opened it. */
    @Override
    public void close() throws IOException {
      if (length == blob.size()) {
        in.close();
      }
    }
  }
}
