package io.jcompose.model.interpolate;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Fills in the variables of one text. An operand is looked at only if it is needed. */
final class Template {
  /** How long a filled-in text may be: variables made of variables grow without bounds. */
  static final int MAX_LENGTH = 1 << 20;

  /** How deep operands may be nested. */
  static final int MAX_NESTING = 50;

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
    if (text.length() > MAX_LENGTH) {
      throw new InvalidTemplateException(
          "is longer than " + MAX_LENGTH + " characters, too long to look for variables in it",
          "shorten it");
    }
    return fill(new TemplateReader(text), 0, text.length(), 0);
  }

  private String fill(TemplateReader reader, int start, int end, int nesting) {
    if (nesting > MAX_NESTING) {
      throw new InvalidTemplateException(
          "variables are nested more than " + MAX_NESTING + " deep", "use fewer defaults");
    }
    var filling = new Filling(reader, nesting);
    reader.read(start, end, filling);
    return filling.filled.toString();
  }

  /** The text so far, at one depth of operands. */
  private final class Filling implements TemplateReader.Listener {
    private final TemplateReader reader;
    private final int nesting;
    private final StringBuilder filled = new StringBuilder();

    private Filling(TemplateReader reader, int nesting) {
      this.reader = reader;
      this.nesting = nesting;
    }

    @Override
    public void literal(int start, int end) {
      filled.append(reader.text(), start, end);
      checkLength();
    }

    @Override
    public void reference(Reference reference) {
      filled.append(value(reference));
      checkLength();
    }

    private void checkLength() {
      if (filled.length() > MAX_LENGTH) {
        throw new InvalidTemplateException(
            "grows to more than " + MAX_LENGTH + " characters when its variables are filled in",
            "shorten the variables that it is made of");
      }
    }

    private String value(Reference reference) {
      Optional<String> value =
          variables
              .apply(reference.variable())
              .filter(text -> !(reference.emptyCountsAsUnset() && text.isEmpty()));
      return switch (reference.operator()) {
        case NONE -> value.orElseGet(() -> blank(reference.variable()));
        case DEFAULT -> value.orElseGet(() -> operand(reference));
        case ALTERNATE -> value.isPresent() ? operand(reference) : "";
        case REQUIRED -> value.orElseThrow(() -> missing(reference.variable(), operand(reference)));
      };
    }

    private String operand(Reference reference) {
      return fill(reader, reference.operandStart(), reference.operandEnd(), nesting + 1);
    }
  }

  private String blank(String variable) {
    unset.accept(variable);
    return "";
  }

  private static InvalidTemplateException missing(String variable, String reason) {
    return new InvalidTemplateException(
        "required variable "
            + variable
            + " is missing a value"
            + (reason.isEmpty() ? "" : ": " + reason),
        "set " + variable + " in the environment or in '.env'");
  }
}
