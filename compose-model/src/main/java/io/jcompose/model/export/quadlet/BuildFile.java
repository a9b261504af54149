package io.jcompose.model.export.quadlet;

import io.jcompose.model.project.Build;
import io.jcompose.model.project.ContentDefinition;
import io.jcompose.model.project.ContentSource;
import io.jcompose.model.project.Grant;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code .build} file of a service whose image is made here. */
final class BuildFile {
  private static final String BUILD = "build";
  private static final String SERVICE = "service:";

  private final Export export;
  private final Service service;
  private final Build build;
  private final Draft draft;

  BuildFile(Export export, Service service) {
    this.export = export;
    this.service = service;
    this.build = service.source().build().orElseThrow();
    this.draft = new Draft("Build", List.of("services", service.name().value()), export.notes());
  }

  QuadletFile file() {
    draft
        .unit()
        .set("Description", "Build of " + service.name() + " of " + export.plan().project());
    draft.plain("ImageTag", ImageNames.built(service.image().orElseThrow()));
    build
        .tags()
        .forEach(
            tag ->
                draft.line("ImageTag", ImageNames.built(new ImageReference(tag)), BUILD, "tags"));
    files();
    build.target().ifPresent(it -> draft.line("Target", it, BUILD, "target"));
    build.arguments().forEach((name, value) -> draft.podman("build-arg", name + "=" + value));
    build.labels().forEach((name, value) -> draft.word("Label", name + "=" + value));
    build.network().ifPresent(it -> draft.line("Network", it, BUILD, "network"));
    if (build.pull()) {
      draft.plain("Pull", "newer");
    }
    platforms();
    build.secrets().forEach(this::secret);
    caches();
    contexts();
    build
        .ssh()
        .forEach(key -> draft.podman("ssh", key.id() + key.path().map(it -> "=" + it).orElse("")));
    build
        .extraHosts()
        .forEach(host -> draft.podman("add-host", host.name() + ":" + host.address()));
    build.shmSizeBytes().ifPresent(it -> draft.podman("shm-size", Long.toString(it)));
    build
        .ulimits()
        .forEach((name, it) -> draft.podman("ulimit", name + "=" + it.soft() + ":" + it.hard()));
    unsaid();
    draft.service().set("TimeoutStartSec", "infinity");
    return new QuadletFile(
        export.names().of(service.name().value()) + ".build", draft.text(""), false);
  }

  private void files() {
    Optional<String> context = build.context();
    context.ifPresent(it -> draft.line("SetWorkingDirectory", it, BUILD, "context"));
    if (build.dockerfile() instanceof Build.Dockerfile.Inline inline) {
      String file = export.names().of(service.name().value()) + ".Containerfile";
      export.beside().put(file, new QuadletFile(file, inline.text(), false));
      if (context.isEmpty()) {
        draft.plain("SetWorkingDirectory", "unit");
      }
      draft.main().set("File", export.pathBeside(file));
    } else if (build.dockerfile() instanceof Build.Dockerfile.File file) {
      boolean local = context.filter(it -> it.startsWith("/")).isPresent();
      boolean relative = !file.path().startsWith("/");
      draft.line(
          "File",
          local && relative ? context.get() + "/" + file.path() : file.path(),
          BUILD,
          "dockerfile");
    }
  }

  private void platforms() {
    List<String> platforms =
        build.platforms().isEmpty()
            ? service.source().platform().stream().toList()
            : build.platforms();
    if (platforms.size() > 1) {
      draft.unsaid("an image for this host is made, of several platforms", BUILD, "platforms");
    } else {
      platforms.forEach(platform -> draft.podman("platform", platform));
    }
  }

  private void secret(Grant grant) {
    ContentDefinition definition = export.project().secrets().get(grant.source());
    String id = grant.target().orElse(grant.source());
    if (definition != null && definition.source() instanceof ContentSource.File file) {
      draft.word("Secret", "id=" + id + ",src=" + file.path());
    } else if (definition != null
        && definition.source() instanceof ContentSource.Variable variable
        && variable.value().isPresent()) {
      String file = export.names().of(grant.source()) + ".secret";
      export.putBeside(file, new String(variable.value().get().bytes(), StandardCharsets.UTF_8));
      draft.main().set("Secret", "id=" + id + ",src=" + export.pathBeside(file));
    } else {
      draft.unsaid("podman builds with secrets that are files", BUILD, "secrets");
    }
  }

  private void caches() {
    build.cache().from().forEach(it -> draft.podman("cache-from", it));
    build.cache().to().forEach(it -> draft.podman("cache-to", it));
    if (build.cache().disabled()) {
      draft.podman("no-cache");
    }
    if (!build.cache().disabledStages().isEmpty()) {
      draft.unsaid("podman leaves out the cache for all stages or none", BUILD, "no_cache_filter");
    }
  }

  private void contexts() {
    for (Map.Entry<String, String> context : build.additionalContexts().entrySet()) {
      String source = context.getValue();
      if (source.startsWith(SERVICE)) {
        String other = source.substring(SERVICE.length());
        export.project().services().values().stream()
            .filter(each -> each.name().value().equals(other))
            .findFirst()
            .flatMap(Service::image)
            .ifPresent(
                image -> {
                  draft.podman(
                      "build-context",
                      context.getKey() + "=container-image://" + ImageNames.built(image));
                  draft.require(QuadletNames.unit(export.names().of(other) + ".build"));
                });
      } else {
        draft.podman("build-context", context.getKey() + "=" + source);
      }
    }
  }

  private void unsaid() {
    if (build.privileged()) {
      draft.unsaid("podman's steps have no more rights", BUILD, "privileged");
    }
    if (!build.entitlements().isEmpty()) {
      draft.unsaid("podman knows none", BUILD, "entitlements");
    }
    build.provenance().ifPresent(it -> draft.unsaid("podman attests nothing", BUILD, "provenance"));
    build.sbom().ifPresent(it -> draft.unsaid("podman attests nothing", BUILD, "sbom"));
  }
}
