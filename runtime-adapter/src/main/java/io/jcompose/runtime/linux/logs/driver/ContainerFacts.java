package io.jcompose.runtime.linux.logs.driver;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.LogTag;

/**
 * Whose lines are passed on.
 *
 * @param id of the container, 64 digits
 */
public record ContainerFacts(String id, String imageId, ContainerSpec spec) {
  LogTag.Facts tagFacts() {
    return new LogTag.Facts(
        id, spec.plan().name().value(), spec.plan().image().toString(), imageId);
  }
}
