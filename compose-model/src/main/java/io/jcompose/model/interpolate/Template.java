package io.jcompose.model.interpolate;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the variables of one text: {@code $V}, {@code ${V}}, the operators {@code :- - :? ? :+
 * +} with operands that may hold variables again, and {@code $$} for a dollar sign.
 *
 * <p>An operand is looked at only if it is needed. A dollar sign that starts none of these forms
 * stays as it is.
 */
final class Template {
  /** How long a filled-in text may be: variables made of variables grow without bounds. */
  static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_NESTING = 50;
  private static final Pattern NAME = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
  private static final Pattern OPERATOR = Pattern.compile(":?[-?+]");

  private final Function<String, Optional<String>> variables;
  private final Consumer<String> unset;

  /** Creates a template; {@code unset} is told the name of each variable that counts as empty. */
  Template(Function<String, Optional<String>> variables, Consumer<String> unset) {
    this.variables = variables;
    this.unset = unset;
  }

  /**
   * Returns {@code text} with its variables filled in.
   *
   * @throws InvalidTemplateException if it is malformed or a required variable has no value
   */
  String fill(String text) {
    return fill(text, 0);
  }

  private String fill(String text, int nesting) {
    if (nesting > MAX_NESTING) {
      throw new InvalidTemplateException(
          "variables are nested more than " + MAX_NESTING + " deep", "use fewer defaults");
    }
    var filled = new StringBuilder();
    int position = 0;
    while (position < text.length()) {
      int dollar = text.indexOf('$', position);
      if (dollar < 0) {
        dollar = text.length();
      }
      filled.append(text, position, dollar);
      position = dollar == text.length() ? dollar : expand(text, dollar, nesting, filled);
      if (filled.length() > MAX_LENGTH) {
        throw new InvalidTemplateException(
            "grows to more than " + MAX_LENGTH + " characters when its variables are filled in",
            "shorten the variables that it is made of");
      }
    }
    return filled.toString();
  }

  /** Appends what the dollar sign at {@code dollar} starts; returns where the text goes on. */
  private int expand(String text, int dollar, int nesting, StringBuilder filled) {
    int next = dollar + 1;
    if (text.startsWith("$", next)) {
      filled.append('$');
      return next + 1;
    }
    if (text.startsWith("{", next)) {
      int close = closingBrace(text, next + 1);
      filled.append(braced(text.substring(next + 1, close), nesting));
      return close + 1;
    }
    Matcher name = NAME.matcher(text).region(next, text.length());
    if (name.lookingAt()) {
      filled.append(valueOrBlank(name.group()));
      return name.end();
    }
    filled.append('$');
    return next;
  }

  private static int closingBrace(String text, int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '}') {
        open--;
        if (open == 0) {
          return i;
        }
      } else if (text.startsWith("${", i)) {
        open++;
        i++;
      }
    }
    throw malformed(text.substring(from - 2), "close the brace after the variable's name");
  }

  private String braced(String content, int nesting) {
    Matcher name = NAME.matcher(content);
    if (!name.lookingAt()) {
      throw malformed("${" + content + "}", "name a variable inside the braces");
    }
    String variable = name.group();
    String rest = content.substring(name.end());
    if (rest.isEmpty()) {
      return valueOrBlank(variable);
    }
    Matcher operator = OPERATOR.matcher(rest);
    if (!operator.lookingAt()) {
      throw malformed("${" + content + "}", "use one of the operators ':-', '-', ':?', '?', ':+'");
    }
    return operate(variable, operator.group(), rest.substring(operator.end()), nesting);
  }

  private String operate(String variable, String operator, String operand, int nesting) {
    boolean emptyCountsAsUnset = operator.startsWith(":");
    Optional<String> value =
        variables.apply(variable).filter(text -> !(emptyCountsAsUnset && text.isEmpty()));
    return switch (operator.charAt(operator.length() - 1)) {
      case '-' -> value.orElseGet(() -> fill(operand, nesting + 1));
      case '+' -> value.isPresent() ? fill(operand, nesting + 1) : "";
      default -> value.orElseThrow(() -> missing(variable, fill(operand, nesting + 1)));
    };
  }

  private static InvalidTemplateException missing(String variable, String reason) {
    return new InvalidTemplateException(
        "required variable "
            + variable
            + " is missing a value"
            + (reason.isEmpty() ? "" : ": " + reason),
        "set " + variable + " in the environment or in '.env'");
  }

  private String valueOrBlank(String variable) {
    Optional<String> value = variables.apply(variable);
    if (value.isEmpty()) {
      unset.accept(variable);
    }
    return value.orElse("");
  }

  private static InvalidTemplateException malformed(String what, String hint) {
    String shown = what.length() > 60 ? what.substring(0, 60) + "…" : what;
    return new InvalidTemplateException(
        "invalid interpolation format", shown, hint + ", or write '$$' for a '$'");
  }
}
