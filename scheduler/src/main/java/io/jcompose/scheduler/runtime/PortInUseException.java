package io.jcompose.scheduler.runtime;

import java.util.List;

/** A port that is to be published is taken on the host. */
public final class PortInUseException extends RuntimeFailure {
  private static final long serialVersionUID = 1;
  private final int port;

  /**
   * Creates the exception.
   *
   * @param owner who has the port, such as {@code "process 1234 (nginx)"}
   */
  public PortInUseException(String service, int port, String owner) {
    this(service, port, owner, List.of());
  }

  /**
   * Creates the exception for the first of several ports.
   *
   * @param more one clause for each further port that is taken, such as {@code "443 for service
   *     'web': process 1234 (nginx)"}
   */
  public PortInUseException(String service, int port, String owner, List<String> more) {
    super(
        "cannot publish port "
            + port
            + " for service '"
            + service
            + "': "
            + owner
            + " uses it"
            + (more.isEmpty() ? "" : "; nor " + String.join("; nor ", more)),
        "free the port, or change the left number in the service's 'ports'");
    this.port = port;
  }

  /** Returns the host port. */
  public int port() {
    return port;
  }
}
