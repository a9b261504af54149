package io.jcompose.model.value;

import java.util.Comparator;

/** A port that a program listens on, such as {@code 80/tcp}. */
public record Port(int number, Protocol protocol) implements Comparable<Port> {
  private static final Comparator<Port> ORDER =
      Comparator.comparingInt(Port::number).thenComparing(Port::protocol);

  public Port {
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("port " + number + " is not between 1 and 65535");
    }
  }

  @Override
  public int compareTo(Port other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return number + "/" + protocol;
  }
}
