package io.jcompose.runtime.linux.names;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ServiceName;

/**
 * A container of a pod, as others may call it.
 *
 * @param shortId the short form of its id, under which it is known wherever its name is
 */
public record Resident(ContainerName name, ServiceName service, String shortId) {
  /** Whether {@code called} means this container and not its whole pod. */
  boolean is(String called) {
    return name.value().equals(called) || service.value().equals(called) || shortId.equals(called);
  }
}
