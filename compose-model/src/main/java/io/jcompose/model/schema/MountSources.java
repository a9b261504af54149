package io.jcompose.model.schema;

import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.regex.Pattern;

/** What a mount shows of the host: a path, or the name of a volume. */
final class MountSources {
  private static final Pattern WINDOWS_PATH = Pattern.compile("[a-zA-Z]:[\\\\/].*");

  private MountSources() {}

  static boolean isHostPath(String source) {
    return source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
  }

  static void checkSource(Value source) {
    if (WINDOWS_PATH.matcher(source.scalarText()).matches()) {
      source.problem(
          source.node().description() + " is a path of Windows",
          "write an absolute path of this host, or one that starts with './'");
    }
  }

  /** A path of another system stays as it is. */
  static boolean isOfWindows(Value source) {
    return source.text().filter(path -> WINDOWS_PATH.matcher(path).matches()).isPresent();
  }

  /** Makes the source of a short form absolute, in which variables were left. */
  static Node template(Value template) {
    String text = template.scalarText();
    int end = sourceEnd(text);
    if (end < 0 || !text.startsWith(".")) {
      return template.node();
    }
    String source = text.substring(0, end);
    String resolved = template.context().paths().resolve(source);
    String path = isHostPath(resolved) ? resolved : "./" + resolved;
    return path.indexOf(':') >= 0 && source.indexOf(':') < 0
        ? template.node()
        : new ScalarNode(template.place(), path + text.substring(end), false);
  }

  /**
   * Returns where the first colon is that is not within a variable's braces; less than 0 if none.
   */
  private static int sourceEnd(String text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' && open == 0) {
        return i;
      }
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return -1;
  }
}
