package io.jcompose.model.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind keys that start with {@code x-}, for whoever put it there.
 *
 * @param values by key with its {@code x-}, in the order of the file. Values are plain: {@link Map}
 *     with texts as keys, {@link java.util.List}, {@link String}, {@link Boolean}, {@link
 *     java.math.BigInteger}, {@link java.math.BigDecimal}, or null; dates are texts. All are
 *     unmodifiable
 */
public record Extensions(Map<String, @Nullable Object> values) {
  /** There are none. */
  public static final Extensions NONE = new Extensions(Map.of());

  public Extensions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns what stands behind {@code key}; empty if nothing does. */
  public Optional<Object> get(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
