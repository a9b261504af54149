package io.jcompose.model.project;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * {@code deploy:}: how many containers a service has, what each may use, and how a cluster deals
 * with them.
 *
 * @param endpointMode {@code endpoint_mode:} as written; for a cluster
 * @param replicas {@code replicas:}, not negative; empty means what {@code scale:} says, else 1
 * @param labels {@code labels:} of a cluster's service, not of containers
 * @param update {@code update_config:}
 * @param rollback {@code rollback_config:}
 * @param limits {@code resources.limits:}
 * @param reservations {@code resources.reservations:}
 * @param restartPolicy {@code restart_policy:}; if given, {@code restart:} does not count
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/deploy.md">deploy</a>
 */
public record Deploy(
    Optional<Mode> mode,
    Optional<String> endpointMode,
    OptionalInt replicas,
    Map<String, String> labels,
    Optional<UpdateConfig> update,
    Optional<UpdateConfig> rollback,
    Limits limits,
    Reservations reservations,
    Optional<DeployRestartPolicy> restartPolicy,
    Placement placement,
    Extensions extensions) {

  public Deploy {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** How a cluster spreads a service; on one host without effect. */
  public enum Mode {
    REPLICATED("replicated"),
    GLOBAL("global"),
    REPLICATED_JOB("replicated-job"),
    GLOBAL_JOB("global-job");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /** Returns the mode as the file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What each container may use at most; empty means without limit.
   *
   * @param cpus processors, fractions included
   * @param pids processes and threads
   */
  public record Limits(OptionalDouble cpus, OptionalLong memoryBytes, OptionalInt pids) {}

  /**
   * What each container must have.
   *
   * @param cpus processors, fractions included
   * @param genericResources {@code generic_resources:}; for a cluster
   */
  public record Reservations(
      OptionalDouble cpus,
      OptionalLong memoryBytes,
      List<GenericResource> genericResources,
      List<DeviceRequest> devices) {
    public Reservations {
      genericResources = List.copyOf(genericResources);
      devices = List.copyOf(devices);
    }
  }

  /** So many of a kind that a cluster's operator named: {@code discrete_resource_spec:}. */
  public record GenericResource(Optional<String> kind, OptionalInt value) {}

  /**
   * How containers are replaced by those of a newer configuration.
   *
   * @param parallelism how many at a time; 0 means all
   * @param delay the time between two of them
   * @param failureAction what happens if one fails
   * @param monitor how long after its start a failure counts as one of the update
   * @param maxFailureRatio the share that may fail, of 1
   * @param order whether the old one goes before the new one comes
   */
  public record UpdateConfig(
      OptionalInt parallelism,
      Optional<Duration> delay,
      Optional<FailureAction> failureAction,
      Optional<Duration> monitor,
      OptionalDouble maxFailureRatio,
      Optional<Order> order) {

    /** What happens to an update of which a container fails. */
    public enum FailureAction {
      CONTINUE("continue"),
      ROLLBACK("rollback"),
      PAUSE("pause");

      private final String text;

      FailureAction(String text) {
        this.text = text;
      }

      /** Returns the action as the file writes it. */
      @Override
      public String toString() {
        return text;
      }
    }

    /** What comes first when a container is replaced. */
    public enum Order {
      STOP_FIRST("stop-first"),
      START_FIRST("start-first");

      private final String text;

      Order(String text) {
        this.text = text;
      }

      /** Returns the order as the file writes it. */
      @Override
      public String toString() {
        return text;
      }
    }
  }

  /**
   * {@code placement:}: on which hosts of a cluster containers may run.
   *
   * @param constraints as written
   * @param spreads the labels of {@code preferences[].spread}
   * @param maxReplicasPerNode empty means without limit
   */
  public record Placement(
      List<String> constraints, List<String> spreads, OptionalInt maxReplicasPerNode) {
    public Placement {
      constraints = List.copyOf(constraints);
      spreads = List.copyOf(spreads);
    }
  }
}
