package io.jcompose.runtime.image.registry.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a short name that several registries may mean. */
enum ShortNameMode {
  /** It is refused: nobody is asked which one is meant. */
  ENFORCING,
  /** All are asked. Podman would ask at a terminal which one is meant. */
  PERMISSIVE,
  /** All are asked. */
  DISABLED;

  static Optional<ShortNameMode> of(String written) {
    return Arrays.stream(values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(written))
        .findFirst();
  }
}
