package io.jcompose.model.export.systemd;

import io.jcompose.model.export.unit.UnitName;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ServiceName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the units of a plan are called. */
final class UnitNames {
  private final PodPlan plan;
  private final UnitOptions options;

  UnitNames(PodPlan plan, UnitOptions options) {
    this.plan = plan;
    this.options = options;
  }

  /** Returns the name of the project's unit, as its file has it. */
  String project() {
    return file(projectStem());
  }

  /** Returns the name of the supervisor's unit, as its file has it. */
  String supervisor() {
    return file(projectStem() + ".supervisor");
  }

  /** Returns the name of a service's unit, as its file has it. */
  String service(ServiceName service) {
    return file(joined(options.prefix(), name(), service.value()));
  }

  /** Returns the name of a unit as another of the same instance names it. */
  String mentioned(String file) {
    return options.template() ? file.replace("@.", "@%i.") : file;
  }

  private String projectStem() {
    String stem = joined(options.prefix(), name());
    return stem.isEmpty() ? plan.project().value() : stem;
  }

  private String name() {
    return options.name().orElse(plan.project().value());
  }

  private String joined(String... parts) {
    return Stream.of(parts)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(options.separator()));
  }

  private String file(String stem) {
    return UnitName.escaped(stem) + (options.template() ? "@" : "") + ".service";
  }
}
