package io.jcompose.model.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The file {@code every-key.yaml}, loaded. */
final class EveryKey {
  private EveryKey() {}

  static LoadedProject loaded() {
    var sources = new MemorySources().with("/srv/shop/compose.yaml", text());
    var request =
        LoadRequest.in("/srv/shop", Map.of("COMPOSE_PROFILES", "shop"))
            .withOptions(LoadOptions.DEFAULT.withAllResources(true));
    return new ComposeLoader(sources).load(request);
  }

  private static byte[] text() {
    try (InputStream file = EveryKey.class.getResourceAsStream("every-key.yaml")) {
      return Objects.requireNonNull(file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
