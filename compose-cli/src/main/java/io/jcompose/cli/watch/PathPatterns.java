package io.jcompose.cli.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of {@code .dockerignore}: {@code *} and {@code ?} stand for anything but a slash, {@code
 * [a-z]} and {@code [^a-z]} for one character, {@code **} for any number of directories, a
 * backslash takes the meaning away. What matches a directory matches all below it. With a {@code !}
 * before it a pattern takes back what an earlier one matched; the last one that matches counts.
 *
 * @see <a
 *     href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore</a>
 */
final class PathPatterns {
  private final List<Line> lines;

  private record Line(Pattern pattern, boolean takesBack) {}

  private PathPatterns(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads patterns, relative to a directory of the caller's; a slash at their beginning or end
   * means nothing, blank ones are passed over.
   *
   * @throws WatchFailure if one of them makes no sense
   */
  static PathPatterns of(List<String> patterns) {
    List<Line> lines = new ArrayList<>();
    for (String written : patterns) {
      String text = written.strip();
      boolean takesBack = text.startsWith("!");
      String path = clean(takesBack ? text.substring(1).strip() : text);
      if (!path.isEmpty()) {
        lines.add(new Line(compile(path, written), takesBack));
      }
    }
    return new PathPatterns(lines);
  }

  /** Returns the pattern without parts that mean nothing; empty for one that means the root. */
  private static String clean(String pattern) {
    List<String> parts = new ArrayList<>();
    for (String part : pattern.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static Pattern compile(String pattern, String written) {
    try {
      return Pattern.compile(expression(pattern), Pattern.DOTALL);
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
      throw new WatchFailure(
          "cannot read the pattern '" + written + "'",
          "close its brackets, and put a character after its last backslash",
          e);
    }
  }

  private static String expression(String pattern) {
    StringBuilder expression = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i)) {
        expression.append("(?:.*/)?");
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        expression.append(".*");
        i += 2;
      } else if (c == '[') {
        int end = pattern.indexOf(']', i + 2);
        String range = pattern.substring(i + 1, end); // none: the caller tells
        expression.append('[').append(range.replace("[", "\\[").replace("&", "\\&")).append(']');
        i = end + 1;
      } else if (c == '\\') {
        expression.append(Pattern.quote(pattern.substring(i + 1, i + 2)));
        i += 2;
      } else {
        expression.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return expression.toString();
  }

  /** Returns whether a path, or a directory above it, is matched. */
  boolean matches(Path relative) {
    boolean matched = false;
    for (Line line : lines) {
      if (line.takesBack() == matched && matchesAnyPart(line.pattern(), relative)) {
        matched = !line.takesBack();
      }
    }
    return matched;
  }

  private static boolean matchesAnyPart(Pattern pattern, Path relative) {
    for (int parts = relative.getNameCount(); parts > 0; parts--) {
      if (pattern.matcher(relative.subpath(0, parts).toString()).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a directory is matched, and nothing below it could be taken back. */
  boolean matchesAllBelow(Path relative) {
    return lines.stream().noneMatch(Line::takesBack) && matches(relative);
  }
}
