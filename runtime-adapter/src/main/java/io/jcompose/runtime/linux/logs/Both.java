package io.jcompose.runtime.linux.logs;

import java.util.List;

/** One thing for each stream. */
record Both<T>(T stdout, T stderr) {
  T of(Stream stream) {
    return stream == Stream.STDOUT ? stdout : stderr;
  }

  List<T> all() {
    return List.of(stdout, stderr);
  }
}
