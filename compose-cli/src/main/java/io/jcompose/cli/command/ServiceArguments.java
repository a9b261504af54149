package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The optional names of services at the end of many commands. */
final class ServiceArguments {
  private final Supplier<List<String>> names;

  ServiceArguments(Syntax syntax) {
    names = syntax.arguments("SERVICE", "The services meant; all by default.");
  }

  List<String> names() {
    return names.get();
  }

  /**
   * Returns the services of a plan that these name.
   *
   * @throws UsageFailure if one is not among them; its hint names the nearest
   */
  Set<ServiceName> in(PodPlan plan) {
    return in(plan.containers().stream().map(ContainerPlan::service).toList());
  }

  /**
   * Returns the services that these name.
   *
   * @throws UsageFailure if one is not {@code known}; its hint names the nearest
   */
  Set<ServiceName> in(Collection<ServiceName> known) {
    Set<ServiceName> selected = new LinkedHashSet<>();
    names().forEach(name -> selected.add(KnownServices.find(name, known)));
    return selected;
  }

  /**
   * Checks that these are services of the files.
   *
   * @throws UsageFailure if one is not among {@code known}; its hint names the nearest
   */
  void mustBeAmong(Collection<String> known) {
    names().forEach(name -> mustBeAmong(name, known));
  }

  /**
   * Checks that {@code name} is a service of the files.
   *
   * @throws CommandFailure if it is not among {@code known}; its hint names the nearest
   */
  static void mustBeAmong(String name, Collection<String> known) {
    if (known.isEmpty()) {
      throw new UsageFailure(
          "no such service: '" + name + "'", "describe it under 'services:' in a Compose file");
    }
    KnownServices.find(name, known.stream().map(ServiceName::new).toList());
  }
}
