package io.jcompose.samples.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** What the build runs: {@code Main RESOURCE DIRECTORY VERSION}. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected: RESOURCE DIRECTORY VERSION");
    }
    Bundle bundle = new Bundle(Path.of(arguments[1]), arguments[2]);
    if (bundle.isUnpacked()) {
      return;
    }
    try (InputStream archive = Main.class.getResourceAsStream(arguments[0])) {
      if (archive == null) {
        throw new IOException("the class path has no " + arguments[0]);
      }
      bundle.unpack(archive);
    }
  }
}
