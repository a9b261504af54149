package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.scheduler.runtime.Logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A line in pieces that fit a message. */
final class Pieces {
  private Pieces() {}

  /** Returns the line's bytes, cut where need be; an empty line is one empty piece. */
  static List<byte[]> of(LogLine line, int longest) throws IOException {
    var bytes = new ByteArrayOutputStream(line.length());
    line.writeTo(bytes);
    byte[] whole = bytes.toByteArray();
    if (whole.length <= longest) {
      return List.of(whole);
    }
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < whole.length; from += longest) {
      pieces.add(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + longest)));
    }
    return pieces;
  }
}
