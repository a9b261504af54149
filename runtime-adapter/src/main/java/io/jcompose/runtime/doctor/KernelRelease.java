package io.jcompose.runtime.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Linux: what {@code uname -r} prints, and its two numbers that matter. */
record KernelRelease(String text, int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?");

  /** Returns the release of the kernel that runs; empty if it names itself in its own way. */
  static Optional<KernelRelease> of(HostView files) {
    return files.setting("kernel.osrelease").flatMap(KernelRelease::parse);
  }

  private static Optional<KernelRelease> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.matches()
        ? Optional.of(
            new KernelRelease(
                text, Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

  boolean isOlderThan(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
