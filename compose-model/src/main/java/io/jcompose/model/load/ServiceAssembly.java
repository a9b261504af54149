package io.jcompose.model.load;

import io.jcompose.model.check.CheckedService;
import io.jcompose.model.check.EnvFileEntry;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts active services together with what their env files say. */
final class ServiceAssembly {
  private final Sources sources;
  private final Variables variables;
  private final Problems problems;
  private final Problems warnings;

  ServiceAssembly(Sources sources, Variables variables, Problems problems, Problems warnings) {
    this.sources = sources;
    this.variables = variables;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * Returns the services by name. Dependencies that are not required and not active are left out.
   */
  Map<ServiceName, Service> assemble(List<CheckedService> active) {
    Set<ServiceName> names =
        active.stream().map(CheckedService::name).collect(Collectors.toUnmodifiableSet());
    Map<ServiceName, Service> services = new LinkedHashMap<>();
    for (CheckedService checked : active) {
      Variables fromFiles = envFiles(checked.envFiles());
      List<Dependency> dependencies =
          checked.dependencies().stream().filter(each -> names.contains(each.service())).toList();
      checked
          .service()
          .map(service -> service.withDependencies(dependencies))
          .map(service -> withEnvFiles(service, fromFiles))
          .ifPresent(service -> services.put(checked.name(), service));
    }
    return services;
  }

  private static Service withEnvFiles(Service service, Variables fromFiles) {
    Environment own = service.process().environment();
    Map<String, String> values = new LinkedHashMap<>(fromFiles.values());
    values.putAll(own.values());
    values.keySet().removeAll(own.removed());
    return service.withEnvironment(new Environment(values, own.removed()));
  }

  private Variables envFiles(List<EnvFileEntry> entries) {
    Variables known = Variables.NONE;
    for (EnvFileEntry entry : entries) {
      if (entry.required() || sources.exists(entry.absolutePath())) {
        known = envFile(entry, variables.orElse(known)).orElse(known);
      }
    }
    return known;
  }

  private Variables envFile(EnvFileEntry entry, Variables surroundings) {
    return sources
        .read(
            entry.absolutePath(),
            EnvFileReader.MAX_BYTES,
            new Sources.Origin(entry.place(), entry.path()))
        .map(
            content ->
                new EnvFileReader(surroundings, problems, warnings)
                    .read(entry.file(), content, entry.format()))
        .orElse(Variables.NONE);
  }
}
