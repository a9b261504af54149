package io.jcompose.runtime.linux.logs;

import io.jcompose.runtime.linux.logs.IndexEntry.Kind;

/** The two streams of a container. */
enum Stream {
  STDOUT("stdout", Kind.STDOUT),
  STDERR("stderr", Kind.STDERR);

  private final String file;
  private final Kind kind;

  Stream(String file, Kind kind) {
    this.file = file;
    this.kind = kind;
  }

  /** Returns the name of the file with its bytes. */
  String file() {
    return file;
  }

  /** Returns what its pieces are in the index. */
  Kind kind() {
    return kind;
  }
}
