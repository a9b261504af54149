package io.jcompose.model.assemble;

import io.jcompose.model.project.Build;
import io.jcompose.model.project.Build.Dockerfile;
import java.util.Optional;

/** Makes the typed build of a service. */
final class BuildAssembly {
  private static final String DOCKERFILE = "Dockerfile";

  private BuildAssembly() {}

  static Build build(Section build) {
    return new Build(
        build.text("context"),
        dockerfile(build),
        build.text("target"),
        build.texts("args"),
        build.texts("additional_contexts"),
        build.texts("labels"),
        build.list("tags"),
        build.list("platforms"),
        new Build.Cache(
            build.list("cache_from"),
            build.list("cache_to"),
            build.flag("no_cache"),
            build.list("no_cache_filter")),
        build.flag("pull"),
        build.list("ssh").stream().map(BuildAssembly::sshKey).toList(),
        GrantAssembly.grants(build, "secrets"),
        build.text("network"),
        AttachmentAssembly.extraHosts(build),
        build.text("isolation"),
        build.flag("privileged"),
        build.list("entitlements"),
        build.number("shm_size"),
        ResourceAssembly.ulimits(build),
        build.text("provenance"),
        build.text("sbom"),
        ExtensionAssembly.of(build));
  }

  private static Dockerfile dockerfile(Section build) {
    return build
        .text("dockerfile_inline")
        .<Dockerfile>map(Dockerfile.Inline::new)
        .orElseGet(() -> new Dockerfile.File(build.text("dockerfile").orElse(DOCKERFILE)));
  }

  private static Build.SshKey sshKey(String line) {
    String[] parts = line.split("=", 2);
    return new Build.SshKey(parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty());
  }
}
