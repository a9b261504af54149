package io.jcompose.model.value;

/** Whose network a container has instead of networks of its own: {@code network_mode:}. */
public sealed interface NetworkMode {
  /**
   * Returns the mode that {@code text} writes.
   *
   * @throws IllegalArgumentException if it names no service or container after {@code service:} or
   *     {@code container:}
   */
  static NetworkMode parse(String text) {
    return switch (text) {
      case "none" -> new None();
      case "host" -> new Host();
      case "bridge" -> new Bridge();
      default -> {
        if (text.startsWith(Sharing.SERVICE)) {
          yield new OfService(Sharing.service(text));
        }
        yield text.startsWith(Sharing.CONTAINER)
            ? new OfContainer(Sharing.container(text))
            : new Named(text);
      }
    };
  }

  /** {@code none}: the loopback only. */
  record None() implements NetworkMode {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** {@code host}: the host's own network. */
  record Host() implements NetworkMode {
    @Override
    public String toString() {
      return "host";
    }
  }

  /** {@code bridge}: the engine's default bridge. */
  record Bridge() implements NetworkMode {
    @Override
    public String toString() {
      return "bridge";
    }
  }

  /** {@code service:NAME}: the network of another service of the project. */
  record OfService(ServiceName service) implements NetworkMode {
    @Override
    public String toString() {
      return Sharing.SERVICE + service;
    }
  }

  /** {@code container:NAME}: the network of a container, by its name or id. */
  record OfContainer(String container) implements NetworkMode {
    @Override
    public String toString() {
      return Sharing.CONTAINER + container;
    }
  }

  /** Anything else: a mode, or a network's name, that the engine knows. */
  record Named(String name) implements NetworkMode {
    @Override
    public String toString() {
      return name;
    }
  }
}
