package io.jcompose.model.project;

import io.jcompose.model.value.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * What is run besides a service's own process, in the order of the file.
 *
 * @param preStart {@code pre_start:}: containers that run to their end, one after another, before
 *     the service's start
 * @param postStart {@code post_start:}: run in the container after its start
 * @param preStop {@code pre_stop:}: run in the container before it is asked to end
 */
public record Hooks(List<PreStart> preStart, List<Hook> postStart, List<Hook> preStop) {
  /** Nothing is run. */
  public static final Hooks NONE = new Hooks(List.of(), List.of(), List.of());

  public Hooks {
    preStart = List.copyOf(preStart);
    postStart = List.copyOf(postStart);
    preStop = List.copyOf(preStop);
  }

  /**
   * An item of {@code pre_start:}.
   *
   * @param image empty means the service's
   * @param perReplica whether it is run for each container rather than once
   */
  public record PreStart(Hook hook, Optional<ImageReference> image, boolean perReplica) {}
}
