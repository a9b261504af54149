package io.jcompose.model.project;

import io.jcompose.model.value.HiddenContent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the content of a config or secret is. */
public sealed interface ContentSource {
  /** {@code file:}, an absolute path of the host. */
  record File(String path) implements ContentSource {}

  /**
   * {@code environment:}, a variable of whoever runs the project.
   *
   * @param value empty if it is not set
   */
  record Variable(String name, Optional<HiddenContent> value) implements ContentSource {}

  /** {@code content:} of a config, the text itself. */
  record Inline(String content) implements ContentSource {
    /** Does not say the content, which may be a secret: this may end in a log. */
    @Override
    public String toString() {
      return "Inline[" + content.length() + " characters]";
    }
  }

  /** {@code external: true}: a store outside of the project, by the definition's name. */
  record External() implements ContentSource {}

  /** {@code driver:} and {@code driver_opts:}, a store of a cluster. */
  record Driver(String driver, Map<String, String> options) implements ContentSource {
    public Driver {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }
}
