package io.jcompose.model.assemble;

import io.jcompose.model.project.IsolationSettings;
import io.jcompose.model.project.IsolationSettings.CredentialSpec;
import io.jcompose.model.project.IsolationSettings.Namespaces;
import io.jcompose.model.project.IsolationSettings.SecurityOption;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.NamespaceMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the typed settings of how far a service is kept apart from the host. */
final class IsolationAssembly {
  private static final String ALL_CAPABILITIES = "ALL";

  private IsolationAssembly() {}

  static SecuritySettings security(Section service) {
    List<String> added = service.list("cap_add");
    List<String> dropped = service.list("cap_drop");
    return new SecuritySettings(
        hasAll(added),
        capabilities(added),
        hasAll(dropped),
        capabilities(dropped),
        service.flag("read_only"));
  }

  private static boolean hasAll(List<String> names) {
    return names.stream().anyMatch(ALL_CAPABILITIES::equalsIgnoreCase);
  }

  private static Set<Capability> capabilities(List<String> names) {
    return names.stream()
        .flatMap(name -> Capability.parse(name).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static IsolationSettings isolation(Section service) {
    return new IsolationSettings(
        service.flag("privileged"),
        new Namespaces(
            namespace(service, "ipc"),
            namespace(service, "pid"),
            namespace(service, "uts"),
            namespace(service, "userns_mode"),
            namespace(service, "cgroup")),
        service.list("security_opt").stream().map(IsolationAssembly::securityOption).toList(),
        service.list("group_add"),
        service.texts("sysctls"),
        service.text("cgroup_parent"),
        service.text("runtime"),
        service.flag("use_api_socket"),
        service.text("isolation"),
        service
            .optionalSection("credential_spec")
            .map(
                spec ->
                    new CredentialSpec(
                        spec.text("config"), spec.text("file"), spec.text("registry"))));
  }

  private static Optional<NamespaceMode> namespace(Section service, String key) {
    return service.text(key).map(NamespaceMode::parse);
  }

  private static SecurityOption securityOption(String line) {
    String[] parts = line.split(line.contains("=") ? "=" : ":", 2);
    return new SecurityOption(
        parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
  }
}
