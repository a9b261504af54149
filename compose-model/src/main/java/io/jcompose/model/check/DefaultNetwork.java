package io.jcompose.model.check;

import java.util.function.Consumer;

/** Only the default network is carried so far, and only as it is. */
final class DefaultNetwork {
  private static final String NAME = "default";

  private DefaultNetwork() {}

  /**
   * Gives the default network of the map {@code networks} to {@code reader}; refuses all others.
   */
  static void only(Value networks, Consumer<Value> reader) {
    networks
        .entries()
        .forEach(
            (key, network) -> {
              if (key.equals(NAME)) {
                reader.accept(network);
              } else {
                network
                    .findings()
                    .problem(
                        networks.placeOfKey(key),
                        network.path().toString(),
                        "networks other than 'default' are not supported by jcompose yet",
                        "remove 'networks' to use the default network");
              }
            });
  }
}
