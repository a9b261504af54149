package io.jcompose.runtime.image.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which a registry wants to be told who asks.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by their names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110,
 *     WWW-Authenticate</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
  Challenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Returns the challenges in the header's values; what is malformed ends its value. */
  static List<Challenge> parse(List<String> values) {
    List<Challenge> challenges = new ArrayList<>();
    values.forEach(value -> new Scanner(value).challenges(challenges));
    return challenges;
  }

  /** Reads one value of the header, which may hold several challenges. */
  private static final class Scanner {
    private final String text;
    private int position;

    Scanner(String text) {
      this.text = text;
    }

    void challenges(List<Challenge> found) {
      skip(" \t,");
      String word = token();
      while (!word.isEmpty()) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String next = parameters(parameters);
        found.add(new Challenge(word.toLowerCase(Locale.ROOT), parameters));
        word = next;
      }
    }

    /** Reads parameters, and returns the scheme that follows them; empty at the end. */
    private String parameters(Map<String, String> found) {
      while (true) {
        skip(" \t,");
        String name = token();
        skip(" \t");
        if (name.isEmpty() || !accept('=')) {
          return name; // without '=' it is the next challenge's scheme
        }
        skip(" \t");
        found.putIfAbsent(name.toLowerCase(Locale.ROOT), accept('"') ? quoted() : token());
        skip("="); // of a token68, which no scheme that is spoken here has
      }
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      while (position < text.length() && text.charAt(position) != '"') {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
          position++;
        }
        value.append(text.charAt(position++));
      }
      accept('"');
      return value.toString();
    }

    private String token() {
      int start = position;
      while (position < text.length() && " \t,=\"".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(start, position);
    }

    private boolean accept(char wanted) {
      if (position < text.length() && text.charAt(position) == wanted) {
        position++;
        return true;
      }
      return false;
    }

    private void skip(String characters) {
      while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
        position++;
      }
    }
  }
}
