package io.jcompose.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a registry answered. Whoever has it closes it.
 *
 * @param from who answered, after redirects
 */
record Answer(int status, HttpHeaders headers, URI from, InputStream body)
    implements AutoCloseable {
  /** What is read of an unwanted body, so that its connection can serve again. */
  private static final int DRAINED = 64 * 1024;

  Optional<String> header(String name) {
    return headers.firstValue(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  List<Challenge> challenges() {
    return Challenge.parse(headers.allValues("WWW-Authenticate"));
  }

  /** Returns what the answer says of its length; empty if it does not, or nonsense. */
  OptionalLong length() {
    Optional<String> written = header("Content-Length").filter(v -> v.matches("[0-9]{1,18}"));
    return written.isPresent()
        ? OptionalLong.of(Long.parseLong(written.get()))
        : OptionalLong.empty();
  }

  /** Returns the beginning of the body; as much as came, if it breaks off. */
  byte[] beginning(int most) {
    byte[] read = new byte[most];
    int count = 0;
    try {
      int more = body.read(read, 0, most);
      while (more > 0) {
        count += more;
        more = count < most ? body.read(read, count, most - count) : -1;
      }
    } catch (IOException e) {
      // whatever it says is only to be shown beside the status
    }
    return Arrays.copyOf(read, count);
  }

  /** Lets go of the body. */
  @Override
  public void close() {
    if (length().orElse(DRAINED) < DRAINED) {
      beginning(DRAINED);
    }
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing an answer does nothing that can fail", e);
    }
  }
}
