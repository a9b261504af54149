package io.jcompose.model.plan;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;

/** Neither the file nor the image says which program a container is to run. */
public final class NothingToRunException extends JcomposeException {
  private static final long serialVersionUID = 1;

  NothingToRunException(ServiceName service, ImageReference image) {
    super(
        "cannot make a container for service '"
            + service
            + "': image '"
            + image
            + "' has no command of its own, and the file gives none",
        "add 'command:' to services." + service,
        null);
  }
}
