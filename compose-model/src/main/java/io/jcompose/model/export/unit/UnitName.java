package io.jcompose.model.export.unit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What systemd takes for the name of a unit.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/systemd.unit.5.html">systemd.unit(5)</a>
 */
public final class UnitName {
  /** The longest name, with its suffix. */
  private static final int LONGEST = 255;

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9:_.\\\\@-]+");

  private static final Pattern KIND =
      Pattern.compile(
          ".+\\.(service|socket|target|mount|automount|swap|timer|path|slice|scope|device)");

  private UnitName() {}

  /**
   * Returns {@code words} in letters that a name may hold, as {@code systemd-escape --mangle} does:
   * a slash becomes a hyphen, any other byte that is not allowed {@code \xHH}.
   */
  public static String escaped(String words) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : words.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      if (letter == '/') {
        escaped.append('-');
      } else if (LEGAL.matcher(String.valueOf(letter)).matches()) {
        escaped.append(letter);
      } else {
        escaped.append("\\x%02x".formatted((int) letter));
      }
    }
    return escaped.toString();
  }

  /** Returns why systemd would refuse the name of a unit; empty if it does not. */
  public static Optional<String> fault(String name) {
    if (name.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (!LEGAL.matcher(name).matches()) {
      return Optional.of("it may hold letters, digits, ':', '-', '_', '.', '\\' and '@' only");
    }
    if (!KIND.matcher(name).matches()) {
      return Optional.of("it ends in no kind of unit, such as '.service' or '.target'");
    }
    if (name.startsWith("@")) {
      return Optional.of("nothing stands before the '@'");
    }
    if (name.length() > LONGEST) {
      return Optional.of("it has %d letters, of %d at most".formatted(name.length(), LONGEST));
    }
    return Optional.empty();
  }
}
