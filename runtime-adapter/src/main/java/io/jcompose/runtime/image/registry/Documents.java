package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Reads documents whole, up to a limit: what is larger is refused before it has come. */
final class Documents {
  private static final int BUFFER = 16 * 1024;
  private final int limit;

  Documents(int limit) {
    this.limit = limit;
  }

  /**
   * Returns the document.
   *
   * @throws RegistryFailure one that passes, if the answer breaks off
   */
  byte[] read(Registry registry, String what, Answer answer) {
    if (answer.length().orElse(0) > limit) {
      throw tooLarge(registry, what);
    }
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = answer.body().read(buffer); count >= 0; count = answer.body().read(buffer)) {
        document.write(buffer, 0, count);
        if (document.size() > limit) {
          throw tooLarge(registry, what);
        }
      }
    } catch (InterruptedIOException e) {
      throw Transport.interrupted(what, e);
    } catch (IOException e) {
      throw RegistryFailure.passing(
          Kind.BROKEN,
          "cannot " + what + ": the answer broke off after " + document.size() + " bytes",
          "run the command again",
          e);
    }
    return document.toByteArray();
  }

  private RegistryFailure tooLarge(Registry registry, String what) {
    return registry.wrong(
        what,
        Kind.TOO_LARGE,
        "sent a document of more than " + limit + " bytes",
        "do not use this image: no real one has a manifest of that size");
  }
}
