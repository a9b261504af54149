package io.jcompose.scheduler;

import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.stream.Collectors;

/** A service was named that the action cannot be about. */
public final class UnknownServiceException extends JcomposeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception; {@code known} are the services that could have been named. */
  UnknownServiceException(String message, Collection<ServiceName> known) {
    super(message, hint(known), null);
  }

  private static String hint(Collection<ServiceName> known) {
    return known.isEmpty()
        ? "run 'jcompose up' first"
        : "name one of "
            + known.stream()
                .sorted()
                .distinct()
                .map(service -> "'" + service + "'")
                .collect(Collectors.joining(", "));
  }
}
