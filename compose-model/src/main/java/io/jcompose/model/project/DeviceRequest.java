package io.jcompose.model.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Devices that a driver is asked for: an item of {@code gpus:} or of {@code
 * deploy.resources.reservations.devices:}.
 *
 * @param capabilities what they must be able to do, as written; of {@code gpus:} {@code gpu} is
 *     meant besides
 * @param driver who is asked; empty means whoever has the capabilities
 * @param selection which of the devices that would do
 * @param options what the driver is told
 */
public record DeviceRequest(
    List<String> capabilities,
    Optional<String> driver,
    Selection selection,
    Map<String, String> options) {

  public DeviceRequest {
    capabilities = List.copyOf(capabilities);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Which of the devices that would do. */
  public sealed interface Selection {
    /** {@code count: all}, or nothing said. */
    record All() implements Selection {}

    /** {@code count:} as a number. */
    record Some(int count) implements Selection {}

    /** {@code device_ids:}. */
    record Named(List<String> ids) implements Selection {
      public Named {
        ids = List.copyOf(ids);
      }
    }
  }
}
