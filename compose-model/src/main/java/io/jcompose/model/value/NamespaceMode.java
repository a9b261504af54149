package io.jcompose.model.value;

/**
 * Whose namespace a container is in: {@code ipc:}, {@code pid:}, {@code uts:}, {@code cgroup:},
 * {@code userns_mode:}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/namespaces.7.html">namespaces(7)</a>
 */
public sealed interface NamespaceMode {
  /**
   * Returns the mode that {@code text} writes.
   *
   * @throws IllegalArgumentException if it names no service or container after {@code service:} or
   *     {@code container:}
   */
  static NamespaceMode parse(String text) {
    return switch (text) {
      case "private" -> new Private();
      case "host" -> new Host();
      case "none" -> new None();
      case "shareable" -> new Shareable();
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

  /** {@code private}: one of the container's own, which nobody else may join. */
  record Private() implements NamespaceMode {
    @Override
    public String toString() {
      return "private";
    }
  }

  /** {@code host}: the host's. */
  record Host() implements NamespaceMode {
    @Override
    public String toString() {
      return "host";
    }
  }

  /** {@code none}: of {@code ipc:}, one of its own without {@code /dev/shm}. */
  record None() implements NamespaceMode {
    @Override
    public String toString() {
      return "none";
    }
  }

  /** {@code shareable}: of {@code ipc:}, one of its own that others may join. */
  record Shareable() implements NamespaceMode {
    @Override
    public String toString() {
      return "shareable";
    }
  }

  /** {@code service:NAME}: that of another service of the project. */
  record OfService(ServiceName service) implements NamespaceMode {
    @Override
    public String toString() {
      return Sharing.SERVICE + service;
    }
  }

  /** {@code container:NAME}: that of a container, by its name or id. */
  record OfContainer(String container) implements NamespaceMode {
    @Override
    public String toString() {
      return Sharing.CONTAINER + container;
    }
  }

  /** Anything else: a mode that the engine knows. */
  record Named(String name) implements NamespaceMode {
    @Override
    public String toString() {
      return name;
    }
  }
}
