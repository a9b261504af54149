package io.jcompose.model.interpolate;

/**
 * A text's variables cannot be filled in. Becomes a problem with a place; never leaves the package.
 */
final class InvalidTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String what;
  private final String hint;

  InvalidTemplateException(String what, String hint) {
    super(what);
    this.what = what;
    this.hint = hint;
  }

  String what() {
    return what;
  }

  String hint() {
    return hint;
  }
}
