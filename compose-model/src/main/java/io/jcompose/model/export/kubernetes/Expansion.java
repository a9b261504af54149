package io.jcompose.model.export.kubernetes;

/**
 * What a kubelet does to texts: in commands, arguments, exec probes and values of variables it
 * replaces {@code $(NAME)}, and takes {@code $$} for one dollar sign. Compose has neither.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">dependent
 *     variables</a>
 */
final class Expansion {
  private Expansion() {}

  /** Returns what a kubelet takes for {@code text}. */
  static String escaped(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c);
      // a dollar sign before anything else, or at the end, stands for itself
      if (c == '$' && i + 1 < text.length() && "$(".indexOf(text.charAt(i + 1)) >= 0) {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
