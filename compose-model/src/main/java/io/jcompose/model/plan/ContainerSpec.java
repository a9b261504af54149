package io.jcompose.model.plan;

import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Signal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container with its image's defaults applied: all a runtime needs to make it.
 *
 * @param plan what the file wants; its name, service, image, security, restart policy hold as they
 *     are
 * @param arguments the program and its arguments, entrypoint and command taken together; never
 *     empty
 * @param environment the image's and the file's; a runtime adds {@code PATH}, {@code HOME} and
 *     {@code HOSTNAME} where they are missing
 * @param user as written, to be looked up in the container's own {@code /etc/passwd} and {@code
 *     /etc/group}; {@code "0"} where nobody says
 * @param workingDirectory absolute; made if missing
 * @param mounts the file's, and anonymous volumes for the image's own
 * @param health empty if nobody asks for one, or it is turned off
 * @param labels the image's and the file's
 */
public record ContainerSpec(
    ContainerPlan plan,
    List<String> arguments,
    Map<String, String> environment,
    String user,
    String workingDirectory,
    Signal stopSignal,
    List<Mount> mounts,
    Optional<HealthProbe> health,
    Map<String, String> labels) {

  public ContainerSpec {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("container '" + plan.name() + "' has nothing to run");
    }
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    mounts = List.copyOf(mounts);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Returns this container made of another image that says the same. */
  public ContainerSpec withImage(ImageReference changed) {
    return new ContainerSpec(
        plan.withImage(changed),
        arguments,
        environment,
        user,
        workingDirectory,
        stopSignal,
        mounts,
        health,
        labels);
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "ContainerSpec[name=" + plan.name() + ", environment=" + environment.keySet() + "]";
  }
}
