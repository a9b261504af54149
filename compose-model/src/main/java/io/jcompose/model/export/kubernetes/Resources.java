package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.DeviceRequest;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a container may use, and what it must have. */
final class Resources {
  private static final String PROCESSORS = "cpu";
  private static final String MEMORY = "memory";
  private static final long USUAL_PERIOD = 100_000;

  private final Export export;
  private final Service service;

  Resources(Export export, Service service) {
    this.export = export;
    this.service = service;
  }

  void addTo(Container container) {
    Map<String, Quantity> limits = new LinkedHashMap<>();
    Map<String, Quantity> requests = new LinkedHashMap<>();
    Optional<Deploy> deploy = service.deployment().deploy();
    processors(deploy).ifPresent(number -> limits.put(PROCESSORS, Quantities.processors(number)));
    bytes(
            deploy.map(Deploy::limits).map(Deploy.Limits::memoryBytes),
            service.resources().memory().limitBytes())
        .ifPresent(bytes -> limits.put(MEMORY, Quantities.bytes(bytes)));
    deploy.map(Deploy::reservations).map(Deploy.Reservations::cpus).stream()
        .flatMapToDouble(OptionalDouble::stream)
        .forEach(number -> requests.put(PROCESSORS, Quantities.processors(number)));
    bytes(
            deploy.map(Deploy::reservations).map(Deploy.Reservations::memoryBytes),
            service.resources().memory().reservationBytes())
        .ifPresent(bytes -> requests.put(MEMORY, Quantities.bytes(bytes)));
    devices(deploy, limits);
    if (!limits.isEmpty() || !requests.isEmpty()) {
      ResourceRequirements requirements = new ResourceRequirements();
      requirements.setLimits(limits);
      requirements.setRequests(requests);
      container.setResources(requirements);
    }
  }

  private OptionalDouble processors(Optional<Deploy> deploy) {
    OptionalDouble limit =
        deploy.map(Deploy::limits).map(Deploy.Limits::cpus).orElse(OptionalDouble.empty());
    ResourceSettings.Cpu cpu = service.resources().cpu();
    if (limit.isPresent() || cpu.cpus().isPresent()) {
      return limit.isPresent() ? limit : cpu.cpus();
    }
    return cpu.quotaMicroseconds().stream()
        .filter(quota -> quota > 0)
        .mapToDouble(quota -> (double) quota / cpu.periodMicroseconds().orElse(USUAL_PERIOD))
        .findFirst();
  }

  private static OptionalLong bytes(Optional<OptionalLong> deployed, OptionalLong own) {
    OptionalLong first = deployed.orElse(OptionalLong.empty());
    return (first.isPresent() ? first : own).stream().filter(bytes -> bytes > 0).findFirst();
  }

  private void devices(Optional<Deploy> deploy, Map<String, Quantity> limits) {
    List<DeviceRequest> requests = new ArrayList<>(service.resources().gpus());
    deploy.map(Deploy::reservations).ifPresent(asked -> requests.addAll(asked.devices()));
    for (DeviceRequest request : requests) {
      String driver = request.driver().orElse("nvidia");
      int count =
          request.selection() instanceof DeviceRequest.Selection.Some some
              ? some.count()
              : request.selection() instanceof DeviceRequest.Selection.Named named
                  ? named.ids().size()
                  : 1;
      limits.put(driver + ".com/gpu", new Quantity(Integer.toString(count)));
      export
          .remarks()
          .about(
              service.name(),
              "gpus",
              "asked for as %d of %s.com/gpu, which that maker's device plug-in must offer"
                  .formatted(count, driver),
              "install it on the nodes that have such devices");
    }
  }
}
