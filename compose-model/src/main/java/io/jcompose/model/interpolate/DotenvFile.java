package io.jcompose.model.interpolate;

import io.jcompose.model.error.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialect of {@code .env} that docker compose reads: {@code [export] NAME=value} or {@code
 * NAME: value}, values bare, in single quotes (as they are) or in double quotes (with escapes), the
 * quoted ones over several lines if need be. Variables are filled in, except in single quotes.
 */
final class DotenvFile {
  private static final Pattern EXPORT = Pattern.compile("export[ \\t]+(?=\\S)");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.\\-\\[\\]]+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:0(\\d{0,3})|([abfnrtv\\\\\"$]))");
  private static final Pattern OCTAL_BYTE = Pattern.compile("[0-3][0-7]{2}");
  private static final int MAX_TOTAL = 4 * Template.MAX_LENGTH;

  private final String text;
  private final Lines lines;
  private final Variables surroundings;
  private final Problems problems;
  private final Problems warnings;
  private final Map<String, String> set = new LinkedHashMap<>();
  private int position;
  private int endOfLine = -1;
  private int total;

  DotenvFile(
      String file, String text, Variables surroundings, Problems problems, Problems warnings) {
    this.text = text;
    this.lines = new Lines(file, text);
    this.surroundings = surroundings;
    this.problems = problems;
    this.warnings = warnings;
  }

  Variables variables() {
    while (skipToStatement()) {
      statement();
    }
    return new Variables(set);
  }

  private boolean skipToStatement() {
    while (position < text.length()) {
      if (text.charAt(position) == '#') {
        position = endOfLine();
      } else if (EnvFileText.isBlank(text.charAt(position))) {
        position++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void statement() {
    Matcher export = EXPORT.matcher(text).region(position, text.length());
    if (export.lookingAt()) {
      position = export.end();
    }
    int start = position;
    int end = endOfName();
    String name = EnvFileText.stripTrailing(text.substring(start, end));
    if (!NAME.matcher(name).matches()) {
      // the line itself is not shown: it may be part of a secret
      problem(
          start,
          "this line does not start with a variable's name",
          "write NAME=value, the name without spaces and quotes");
      position = endOfLine();
    } else if (end == endOfLine()) {
      surroundings.get(name).ifPresent(value -> set.put(name, value));
      position = end;
    } else {
      position = end + 1;
      skipBlanks();
      value(name);
    }
  }

  private int endOfName() {
    int end = endOfLine();
    for (int i = position; i < end; i++) {
      if (text.charAt(i) == '=' || text.charAt(i) == ':') {
        return i;
      }
    }
    return end;
  }

  private void value(String name) {
    int start = position;
    boolean quoted =
        start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '\'');
    if (quoted) {
      quotedValue(name, text.charAt(start));
    } else {
      String line = text.substring(start, endOfLine());
      position = endOfLine();
      int comment = line.indexOf(" #");
      String value = comment < 0 ? line : line.substring(0, comment);
      put(name, start, EnvFileText.stripTrailing(value), true);
    }
  }

  private void quotedValue(String name, char quote) {
    int start = position;
    int end = closingQuote(quote);
    if (end < 0) {
      problem(start, "the quote that opens the value of " + name + " is not closed", "close it");
      position = text.length();
      return;
    }
    String content = text.substring(start + 1, end);
    position = end + 1;
    skipBlanks();
    if (!endsStatement(name)) {
      position = endOfLine();
    } else if (quote == '"') {
      put(name, start, unescape(content), true);
    } else {
      put(name, start, content.replace("\\'", "'"), false);
    }
  }

  private int closingQuote(char quote) {
    for (int i = position + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether what follows a closing quote may follow it: to docker compose, a variable. */
  private boolean endsStatement(String name) {
    if (position == endOfLine() || text.charAt(position) == '#') {
      return true;
    }
    String message = "text follows the closing quote of the value of " + name;
    if (NAME.matcher(text).region(position, text.length()).lookingAt()) {
      warnings.add(
          lines.place(position),
          "",
          message + " and is read as another variable",
          "put it on a line of its own, or all of the value into quotes");
      return true;
    }
    problem(
        position, message, "put all of the value into quotes, and '\\' before a quote inside it");
    return false;
  }

  private static String unescape(String content) {
    return ESCAPE
        .matcher(content)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) != null
                        ? octal(match.group(1))
                        : unescaped(match.group(2).charAt(0))));
  }

  /**
   * What is no byte in octal loses its zero; nobody would design it so, but docker compose does.
   */
  private static String octal(String digits) {
    return OCTAL_BYTE.matcher(digits).matches()
        ? Character.toString(Integer.parseInt(digits, 8))
        : "\\" + digits;
  }

  private static String unescaped(char escape) {
    return switch (escape) {
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000B";
      // variables are filled in next, and there a doubled dollar sign stands for a single one
      case '$' -> "$$";
      default -> Character.toString(escape);
    };
  }

  private void put(String name, int start, String value, boolean fill) {
    if (value.indexOf('\0') >= 0) {
      problem(start, "the value of " + name + " holds a NUL character", "remove the escape");
      return;
    }
    if (EnvFileText.unreadable(value) >= 0) {
      problem(start, "the value of " + name + " is not valid UTF-8", "save the file in UTF-8");
      return;
    }
    var template = new Template(this::lookUp, variable -> warnUnset(start, name, variable));
    try {
      String filled = fill && value.indexOf('$') >= 0 ? template.fill(value) : value;
      total += filled.length();
      if (total > MAX_TOTAL) {
        throw new InvalidTemplateException(
            "the file grows to more than " + MAX_TOTAL + " characters",
            "shorten the variables that it is made of");
      }
      set.put(name, filled);
    } catch (InvalidTemplateException e) {
      problem(start, "the value of " + name + ": " + e.reason(), e.hint());
    }
  }

  private Optional<String> lookUp(String name) {
    return surroundings.get(name).or(() -> Optional.ofNullable(set.get(name)));
  }

  private void warnUnset(int start, String name, String variable) {
    warnings.add(
        lines.place(start),
        "",
        "variable " + variable + " in the value of " + name + " is not set and counts as empty",
        "set it, or put the value into single quotes");
  }

  private void skipBlanks() {
    while (position < text.length()
        && text.charAt(position) != '\n'
        && EnvFileText.isBlank(text.charAt(position))) {
      position++;
    }
  }

  private int endOfLine() {
    // remembered, for a line may be megabytes long and hold very many statements
    if (endOfLine < position) {
      int end = text.indexOf('\n', position);
      endOfLine = end < 0 ? text.length() : end;
    }
    return endOfLine;
  }

  private void problem(int at, String message, String hint) {
    problems.add(lines.place(at), "", message, hint);
  }
}
