package io.jcompose.model.export.kubernetes;

import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What manifests are to be like.
 *
 * @param kind what services become that do not run to an end; empty means that each service decides
 * @param serviceType how published ports are reached; empty means {@link
 *     ServiceType#LOAD_BALANCER}, or where an ingress leads to them {@link ServiceType#CLUSTER_IP}
 * @param ingress whether there is to be one for published ports that speak HTTP
 * @param host the name that the ingress answers to; empty means any
 * @param schedules services that are run at times, as cron(8) writes them
 * @param namespace where all objects are put; empty leaves that to whoever applies them
 * @param volumeSize of a volume that does not say, as Kubernetes writes quantities
 * @param replicas how often services are there, whatever the file says
 */
public record ManifestOptions(
    Optional<WorkloadKind> kind,
    Optional<ServiceType> serviceType,
    boolean ingress,
    Optional<String> host,
    Map<ServiceName, String> schedules,
    Optional<String> namespace,
    String volumeSize,
    Map<ServiceName, Integer> replicas) {
  /** The size of a volume where nobody says. */
  public static final String USUAL_VOLUME_SIZE = "1Gi";

  /** What holds where nothing is asked for. */
  public static final ManifestOptions DEFAULT =
      new ManifestOptions(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          USUAL_VOLUME_SIZE,
          Map.of());

  public ManifestOptions {
    schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
    replicas = Collections.unmodifiableMap(new LinkedHashMap<>(replicas));
  }

  /** Returns everything for which a cluster would refuse manifests of these, a clause each. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    namespace
        .filter(name -> !ResourceNames.isLabel(name))
        .map(name -> "--namespace: '" + name + "' may hold a-z, 0-9 and '-' only, 63 at most")
        .ifPresent(faults::add);
    host.filter(name -> !ResourceNames.isHostName(name))
        .map(name -> "--ingress: '" + name + "' is no host name in lower case")
        .ifPresent(faults::add);
    if (!Quantities.isStorage(volumeSize)) {
      faults.add("--volume-size: '" + volumeSize + "' is no size such as '10Gi' or '500Mi'");
    }
    schedules.forEach(
        (service, times) ->
            CronTimes.fault(times)
                .map(fault -> "--schedule: '" + times + "' of '" + service + "': " + fault)
                .ifPresent(faults::add));
    return List.copyOf(faults);
  }
}
