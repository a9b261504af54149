package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.jcompose.model.project.Deploy.UpdateConfig;
import io.jcompose.model.project.Deploy.UpdateConfig.FailureAction;
import io.jcompose.model.project.Deploy.UpdateConfig.Order;
import java.time.Duration;
import java.util.Optional;

/** How pods are replaced by those of a newer configuration: {@code update_config:}. */
final class UpdateRules {
  private static final IntOrString ALL = new IntOrString("100%");
  private static final IntOrString NONE = new IntOrString(0);

  private final Export export;
  private final PodGroup group;
  private final Optional<UpdateConfig> config;

  UpdateRules(Export export, PodGroup group) {
    this.export = export;
    this.group = group;
    this.config = group.lead().deployment().deploy().flatMap(deploy -> deploy.update());
  }

  /** Files do not bear two writers at a time, so pods that keep some are stopped first. */
  void addTo(DeploymentSpec spec) {
    if (config.isPresent()) {
      spec.setStrategy(rolling(config.orElseThrow()));
      secondsReady().ifPresent(spec::setMinReadySeconds);
      warnOfRest();
    } else if (spec.getTemplate().getSpec().getVolumes().stream().anyMatch(UpdateRules::isKept)) {
      DeploymentStrategy strategy = new DeploymentStrategy();
      strategy.setType("Recreate");
      spec.setStrategy(strategy);
    }
  }

  void addTo(DaemonSetSpec spec) {
    if (config.isPresent()) {
      secondsReady().ifPresent(spec::setMinReadySeconds);
      warnOfRest();
    }
  }

  void addTo(StatefulSetSpec spec) {
    if (config.isPresent()) {
      secondsReady().ifPresent(spec::setMinReadySeconds);
      warnOfRest();
      config
          .flatMap(UpdateConfig::order)
          .filter(Order.START_FIRST::equals)
          .ifPresent(order -> warn("order", "a StatefulSet stops a pod before it starts its next"));
    }
  }

  private static boolean isKept(Volume volume) {
    return volume.getPersistentVolumeClaim() != null || volume.getHostPath() != null;
  }

  private static DeploymentStrategy rolling(UpdateConfig config) {
    int atOnce = config.parallelism().orElse(1);
    IntOrString many = atOnce == 0 ? ALL : new IntOrString(atOnce);
    boolean startFirst = config.order().filter(Order.START_FIRST::equals).isPresent();
    RollingUpdateDeployment rolling = new RollingUpdateDeployment();
    rolling.setMaxSurge(startFirst ? many : NONE);
    rolling.setMaxUnavailable(startFirst ? NONE : many);
    DeploymentStrategy strategy = new DeploymentStrategy();
    strategy.setType("RollingUpdate");
    strategy.setRollingUpdate(rolling);
    return strategy;
  }

  private Optional<Integer> secondsReady() {
    return config
        .flatMap(UpdateConfig::delay)
        .map(Duration::toSeconds)
        .filter(seconds -> seconds > 0 && seconds <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  private void warnOfRest() {
    if (config
        .flatMap(UpdateConfig::failureAction)
        .filter(FailureAction.ROLLBACK::equals)
        .isPresent()) {
      warn("failure_action", "a cluster halts an update that fails, and takes nothing back");
    }
    if (config.flatMap(UpdateConfig::monitor).isPresent()) {
      warn("monitor", "a pod counts as updated once it is ready, whatever comes after");
    }
  }

  private void warn(String key, String message) {
    export.remarks().about(group.lead().name(), "deploy.update_config." + key, message, "");
  }
}
