package io.jcompose.model.assemble;

import io.jcompose.model.project.Extensions;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plain values of what stands behind a user's own keys. */
final class ExtensionAssembly {
  private static final String EXTENSION = "x-";

  private ExtensionAssembly() {}

  /** Returns the keys of {@code section} that start with {@code x-}. */
  static Extensions of(Section section) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    section
        .map()
        .entries()
        .forEach(
            (key, entry) -> {
              if (key.startsWith(EXTENSION)) {
                values.put(key, plain(entry.value()));
              }
            });
    return values.isEmpty() ? Extensions.NONE : new Extensions(values);
  }

  private static @Nullable Object plain(Node node) {
    if (node instanceof MapNode map) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      map.entries().forEach((key, entry) -> values.put(key, plain(entry.value())));
      return Collections.unmodifiableMap(values);
    }
    if (node instanceof ListNode list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(plain(item)));
      return Collections.unmodifiableList(values);
    }
    var scalar = (ScalarNode) node;
    return scalar.plain() ? plain(PlainScalar.of(scalar.text())) : scalar.text();
  }

  private static @Nullable Object plain(PlainScalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> null;
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case INTEGER -> new BigInteger(scalar.text());
      case FLOAT -> isFinite(scalar.text()) ? new BigDecimal(scalar.text()) : scalar.text();
      case TIMESTAMP, STRING -> scalar.text();
    };
  }

  /** {@code .inf} and {@code .nan} are floats of YAML, but no numbers. */
  private static boolean isFinite(String number) {
    return Character.isDigit(number.charAt(number.length() - 1));
  }
}
