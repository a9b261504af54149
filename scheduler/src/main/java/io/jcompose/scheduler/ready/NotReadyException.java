package io.jcompose.scheduler.ready;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ContainerName;

/** What was waited for in a container will not come. */
public final class NotReadyException extends JcomposeException {
  private static final long serialVersionUID = 1;
  private final transient ContainerName container;
  private final String probeOutput;

  /**
   * Creates the exception.
   *
   * @param probeOutput what the container's last health probe wrote; empty if that is not the
   *     matter
   */
  public NotReadyException(
      ContainerName container, String message, String hint, String probeOutput) {
    super(message, hint, null);
    this.container = container;
    this.probeOutput = probeOutput;
  }

  /** Returns the container. */
  public ContainerName container() {
    return container;
  }

  /** Returns what the container's last health probe wrote; empty if that is not the matter. */
  public String probeOutput() {
    return probeOutput;
  }
}
