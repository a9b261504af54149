package io.jcompose.scheduler.runtime;

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
    super(
        "cannot publish port " + port + " for service '" + service + "': " + owner + " uses it",
        "free the port, or change the left number in the service's 'ports'");
    this.port = port;
  }

  /** Returns the host port. */
  public int port() {
    return port;
  }
}
