package io.jcompose.model.interpolate;

/** A text's variables cannot be filled in. Becomes a problem with a place; stays in the package. */
final class InvalidTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String reason;
  private final String excerpt;
  private final String hint;

  InvalidTemplateException(String reason, String excerpt, String hint) {
    super(reason);
    this.reason = reason;
    this.excerpt = excerpt;
    this.hint = hint;
  }

  InvalidTemplateException(String reason, String hint) {
    this(reason, "", hint);
  }

  /** Returns what is wrong without any of the text, which may be a secret. */
  String reason() {
    return reason;
  }

  /** Returns what is wrong and the part of the text that is. */
  String what() {
    return excerpt.isEmpty() ? reason : reason + " '" + excerpt + "'";
  }

  String hint() {
    return hint;
  }
}
