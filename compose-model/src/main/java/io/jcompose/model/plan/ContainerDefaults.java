package io.jcompose.model.plan;

import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.value.Port;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a container would hand on to an image that is made of it. */
public final class ContainerDefaults {
  private ContainerDefaults() {}

  /**
   * Returns what the container's image says, with what the file says of the container on top:
   * environment, entrypoint, command, user, working directory, ports, labels, stop signal and
   * health check.
   *
   * @param image what the container's own image says
   */
  public static ImageConfig of(ContainerSpec container, ImageConfig image) {
    ContainerPlan plan = container.plan();
    ProcessSettings process = plan.process();
    return new ImageConfig(
        container.environment(),
        process.entrypoint().orElse(image.entrypoint()),
        process.command().orElse(process.entrypoint().isPresent() ? List.of() : image.command()),
        process.user().or(image::user),
        process.workingDirectory().or(image::workingDirectory),
        image.volumes(),
        ports(plan, image),
        process.stopSignal().or(image::stopSignal),
        healthcheck(plan.healthcheck(), image.healthcheck()),
        container.labels());
  }

  private static Set<Port> ports(ContainerPlan plan, ImageConfig image) {
    Set<Port> ports = new TreeSet<>(image.exposedPorts());
    ports.addAll(plan.network().expose());
    plan.network().ports().stream().map(PortMapping::target).forEach(ports::add);
    return ports;
  }

  /** Returns the health check of a container: what the file says, on top of what the image says. */
  public static Healthcheck healthcheck(Healthcheck file, Healthcheck image) {
    if (file.disabled()) {
      return file;
    }
    return new Healthcheck(
        image.disabled() && file.test().isEmpty(),
        either(file, image, Healthcheck::test),
        either(file, image, Healthcheck::interval),
        either(file, image, Healthcheck::timeout),
        either(file, image, Healthcheck::startPeriod),
        either(file, image, Healthcheck::startInterval),
        either(file, image, Healthcheck::retries));
  }

  private static <T> Optional<T> either(
      Healthcheck file, Healthcheck image, Function<Healthcheck, Optional<T>> part) {
    return part.apply(file).or(() -> part.apply(image));
  }
}
