package io.jcompose.model.export.systemd;

import io.jcompose.model.export.unit.UnitFile;
import io.jcompose.model.export.unit.UnitText;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A unit for each service, one for what they share, which makes the containers, and one whose
 * process supervises them. No process stands for the others: they say that something was started.
 */
final class ServiceUnits {
  private final PodPlan plan;
  private final UnitOptions options;
  private final UnitParts parts;
  private final UnitNames names;

  ServiceUnits(PodPlan plan, UnitOptions options) {
    this.plan = plan;
    this.options = options;
    this.parts = new UnitParts(plan, options);
    this.names = new UnitNames(plan, options);
  }

  List<UnitFile> files() {
    List<UnitFile> files = new ArrayList<>();
    files.add(project());
    files.add(supervisor());
    services().forEach(service -> files.add(service(service)));
    return files;
  }

  /** Returns the services that have a unit, in dependency order. */
  static Set<ServiceName> services(PodPlan plan) {
    return plan.containers().stream()
        .map(ContainerPlan::service)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<ServiceName> services() {
    return services(plan);
  }

  private UnitFile project() {
    UnitText unit = parts.begun("jcompose project " + parts.described());
    parts.addHost(unit);
    // wanted only: what requires it would stop and start with it when systemd starts it again
    String supervisor = names.mentioned(names.supervisor());
    unit.list("Wants", List.of(supervisor)).list("After", List.of(supervisor));
    unit.list("Wants", services().stream().map(this::unitOf).toList());
    addOneshot(unit);
    unit.comment("images that are fetched may take longer, and tell so")
        .set("NotifyAccess", "main")
        .comment("makes networks, volumes and containers, and starts none")
        .set("ExecStart", parts.onFiles("up", "--no-start"))
        .set("ExecReload", parts.onFiles("up", "--detach"))
        .comment("what is still running, as services stop before; also what has no unit")
        .set("ExecStop", parts.onProject("stop"));
    return finished(unit, names.project(), services());
  }

  /** Its process is the supervisor, as long as the project's unit is active. */
  private UnitFile supervisor() {
    UnitText unit = parts.begun("jcompose supervisor of " + parts.described());
    unit.list("PartOf", List.of(names.mentioned(names.project())))
        .section("Service")
        .set("Type", "notify")
        .set("NotifyAccess", "main");
    parts.addEnvironment(unit);
    unit.set("ExecStart", parts.onProject("supervise", "--stay"))
        .set("Restart", options.restart().toString())
        .set("RestartSec", "1");
    parts.addKeeping(unit);
    return new UnitFile(names.supervisor(), unit.toString());
  }

  private UnitFile service(ServiceName service) {
    UnitText unit = parts.begun("jcompose service " + service + " of " + parts.described());
    Links links = new Links(names.mentioned(names.project()));
    containersOf(service).forEach(links::add);
    links.writeTo(unit);
    addOneshot(unit);
    if (isAwaitedToEnd(service)) {
      unit.comment("others start once it has ended well: 'wait' ends with its exit code")
          .set("ExecStart", parts.onProject("start", service.value()))
          .set("ExecStart", parts.onProject("wait", service.value()));
    } else if (isReadyWhenHealthy(service)) {
      unit.comment("returns once it is healthy, if it has a health check")
          .set("ExecStart", parts.onProject("start", "--wait", service.value()));
    } else {
      unit.comment("whoever depends on it asks only that it is started")
          .set("ExecStart", parts.onProject("start", service.value()));
    }
    unit.set("ExecStop", parts.onProject("stop", service.value()));
    return finished(unit, names.service(service), Set.of(service));
  }

  private void addOneshot(UnitText unit) {
    unit.section("Service").set("Type", "oneshot").set("RemainAfterExit", "yes");
    parts.addEnvironment(unit);
  }

  private UnitFile finished(UnitText unit, String name, Set<ServiceName> services) {
    unit.set("Restart", options.restart().toString())
        .set("RestartSec", "5")
        .set("TimeoutStartSec", parts.startTimeout(services))
        .set("TimeoutStopSec", parts.stopTimeout(services));
    parts.addKeeping(unit);
    parts.addInstallation(unit);
    return new UnitFile(name, unit.toString());
  }

  private List<ContainerPlan> containersOf(ServiceName service) {
    return plan.containers().stream()
        .filter(container -> container.service().equals(service))
        .toList();
  }

  private boolean isAwaitedToEnd(ServiceName service) {
    return conditionsOn(service).contains(Condition.COMPLETED_SUCCESSFULLY);
  }

  private boolean isReadyWhenHealthy(ServiceName service) {
    Set<Condition> conditions = conditionsOn(service);
    return conditions.isEmpty() || conditions.contains(Condition.HEALTHY);
  }

  private Set<Condition> conditionsOn(ServiceName service) {
    return plan.containers().stream()
        .flatMap(container -> container.dependencies().stream())
        .filter(dependency -> dependency.service().equals(service))
        .map(Dependency::condition)
        .collect(Collectors.toSet());
  }

  private String unitOf(ServiceName service) {
    return names.mentioned(names.service(service));
  }

  /** How a unit hangs on others. */
  private final class Links {
    private final List<String> wants = new ArrayList<>();
    private final List<String> requires = new ArrayList<>();
    private final List<String> bindsTo = new ArrayList<>();
    private final List<String> partOf = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    Links(String project) {
      bindsTo.add(project);
      partOf.add(project);
      after.add(project);
    }

    void add(ContainerPlan container) {
      container.dependencies().stream()
          .filter(dependency -> services().contains(dependency.service()))
          .forEach(this::add);
      // its network is that of the other, so that it cannot be without it
      container.joined().stream()
          .flatMap(
              joined -> plan.containers().stream().filter(other -> other.name().equals(joined)))
          .map(ContainerPlan::service)
          .filter(service -> !service.equals(container.service()))
          .map(ServiceUnits.this::unitOf)
          .forEach(
              unit -> {
                bindsTo.add(unit);
                after.add(unit);
              });
    }

    private void add(Dependency dependency) {
      String unit = unitOf(dependency.service());
      after.add(unit);
      (dependency.required() ? requires : wants).add(unit);
      if (dependency.restart()) {
        partOf.add(unit);
      }
    }

    void writeTo(UnitText unit) {
      unit.list("BindsTo", bindsTo)
          .list("PartOf", partOf)
          .list("Requires", requires)
          .list("Wants", wants)
          .list("After", after);
    }
  }
}
