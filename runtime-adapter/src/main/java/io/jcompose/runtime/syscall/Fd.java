package io.jcompose.runtime.syscall;

/** An open file descriptor of this process, by its number. Whoever opened it closes it. */
public record Fd(int number) {
  public Fd {
    if (number < 0) {
      throw new IllegalArgumentException("not a file descriptor: " + number);
    }
  }

  @Override
  public String toString() {
    return "fd " + number;
  }
}
