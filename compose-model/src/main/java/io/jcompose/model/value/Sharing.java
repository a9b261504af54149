package io.jcompose.model.value;

/** How a text says with whom something is shared: {@code service:NAME}, {@code container:NAME}. */
final class Sharing {
  static final String SERVICE = "service:";
  static final String CONTAINER = "container:";

  private Sharing() {}

  /** Returns the service in {@code service:NAME}. */
  static ServiceName service(String text) {
    return new ServiceName(text.substring(SERVICE.length()));
  }

  /** Returns the name or id in {@code container:NAME}. */
  static String container(String text) {
    String container = text.substring(CONTAINER.length());
    if (container.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' names no container");
    }
    return container;
  }
}
