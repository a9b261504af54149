package io.jcompose.cli.command;

import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds networks by what users write: a name, or the beginning of an id. */
final class NetworkArguments {
  private final Tools tools;

  NetworkArguments(Tools tools) {
    this.tools = tools;
  }

  /** Returns the network that is meant; empty if there is none. */
  Optional<NetworkStatus> find(String text) {
    List<NetworkStatus> networks = tools.runtime().get().networks().list();
    Optional<NetworkStatus> named =
        networks.stream().filter(network -> network.plan().name().value().equals(text)).findFirst();
    if (named.isPresent() || text.isEmpty()) {
      return named;
    }
    List<NetworkStatus> matching =
        networks.stream().filter(network -> network.id().startsWith(text)).toList();
    return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
  }

  /**
   * Returns the network that is meant.
   *
   * @throws CommandFailure if there is none
   */
  NetworkStatus existing(String text) {
    return find(text)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "there is no network '" + text + "'",
                    "see with 'jcompose network ls' which there are"));
  }

  /**
   * Returns {@code text} as the name of a network that may not be there yet.
   *
   * @throws CommandFailure if it cannot be one
   */
  static NetworkName name(String text) {
    return read(text, NetworkName::new, "choose another name for the network");
  }

  /**
   * Returns the value that {@code text} spells.
   *
   * @param hint what to do if it spells none
   * @throws CommandFailure if it spells none
   */
  static <T> T read(String text, Function<String, T> reader, String hint) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), hint, e);
    }
  }
}
