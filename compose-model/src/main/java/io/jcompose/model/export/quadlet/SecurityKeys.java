package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.IsolationSettings;
import io.jcompose.model.project.IsolationSettings.Namespaces;
import io.jcompose.model.project.IsolationSettings.SecurityOption;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NamespaceMode;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a container may do, and how far it is kept apart. */
final class SecurityKeys {
  private static final String NETWORK_PARAMETER = "net.";
  private static final String DEFAULT_SHM = "64m";

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  SecurityKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    Service service = export.service(container);
    IsolationSettings isolation = service.isolation();
    if (isolation.privileged()) {
      draft.podman("privileged");
    }
    capabilities(container.security());
    isolation.groups().forEach(group -> draft.line("GroupAdd", group, "group_add"));
    isolation.securityOptions().forEach(this::securityOption);
    if (container.security().readOnly()) {
      readOnly(service);
    }
    namespaces(isolation.namespaces());
    isolation.sysctls().forEach(this::sysctl);
    if (isolation.cgroupParent().isPresent()) {
      draft.comment("a control group of its own, not one below the unit's");
      draft.plain("CgroupsMode", "enabled");
      draft.podman("cgroup-parent", isolation.cgroupParent().get());
    }
    isolation
        .runtime()
        .ifPresent(it -> draft.main().set("GlobalArgs", QuadletText.word("--runtime=" + it)));
    if (isolation.usesApiSocket()) {
      draft.main().set("Volume", "%t/podman/podman.sock:/var/run/docker.sock");
      draft.require("podman.socket");
      draft.unsaid("the credentials of registries stay outside", "use_api_socket");
    }
  }

  private void capabilities(SecuritySettings security) {
    if (security.dropAll()) {
      draft.plain("DropCapability", "all");
    }
    names(security.dropped()).ifPresent(it -> draft.plain("DropCapability", it));
    if (security.addAll()) {
      draft.plain("AddCapability", "all");
    }
    names(security.added()).ifPresent(it -> draft.plain("AddCapability", it));
  }

  private static Optional<String> names(Collection<?> capabilities) {
    return capabilities.isEmpty()
        ? Optional.empty()
        : Optional.of(
            capabilities.stream()
                .map(Object::toString)
                .map(name -> name.startsWith("CAP_") ? name : "CAP_" + name)
                .collect(Collectors.joining(" ")));
  }

  private void securityOption(SecurityOption option) {
    String value = option.value().orElse("");
    String name = option.name().toLowerCase(Locale.ROOT);
    switch (name) {
      case "no-new-privileges" -> {
        if (!value.equals("false")) {
          draft.plain("NoNewPrivileges", "true");
        }
      }
      case "seccomp" -> draft.line("SeccompProfile", value, "security_opt");
      case "systempaths" -> draft.plain("Unmask", "ALL");
      case "label" -> label(value);
      default -> draft.podman("security-opt", option.name() + (value.isEmpty() ? "" : "=" + value));
    }
  }

  private void label(String value) {
    int colon = value.indexOf(':');
    String kind = colon < 0 ? value : value.substring(0, colon);
    String rest = colon < 0 ? "" : value.substring(colon + 1);
    switch (kind) {
      case "disable" -> draft.plain("SecurityLabelDisable", "true");
      case "nested" -> draft.plain("SecurityLabelNested", "true");
      case "type" -> draft.line("SecurityLabelType", rest, "security_opt");
      case "level" -> draft.line("SecurityLabelLevel", rest, "security_opt");
      case "filetype" -> draft.line("SecurityLabelFileType", rest, "security_opt");
      default -> draft.podman("security-opt", "label=" + value);
    }
  }

  /** Podman would put writable directories over /run and /tmp, and one over /dev/shm or none. */
  private void readOnly(Service service) {
    draft.plain("ReadOnly", "true");
    draft.plain("ReadOnlyTmpfs", "false");
    boolean mounted =
        service.mounts().stream().anyMatch(mount -> mount.target().equals("/dev/shm"));
    if (!mounted) {
      String size =
          service.resources().memory().shmSizeBytes().isPresent()
              ? Long.toString(service.resources().memory().shmSizeBytes().getAsLong())
              : DEFAULT_SHM;
      draft.plain("Tmpfs", "/dev/shm:rw,size=" + size + ",mode=1777");
    }
  }

  private void namespaces(Namespaces namespaces) {
    namespaces.ipc().ifPresent(mode -> namespace("ipc", mode, "ipc"));
    namespaces.pid().ifPresent(mode -> namespace("pid", mode, "pid"));
    namespaces.uts().ifPresent(mode -> namespace("uts", mode, "uts"));
    namespaces.cgroup().ifPresent(mode -> namespace("cgroupns", mode, "cgroup"));
    namespaces.user().ifPresent(mode -> draft.line("UserNS", mode.toString(), "userns_mode"));
  }

  private void namespace(String option, NamespaceMode mode, String key) {
    if (mode instanceof NamespaceMode.OfService other) {
      Optional<ContainerPlan> first = export.names().replicas(other.service()).stream().findFirst();
      if (first.isEmpty()) {
        draft.fault("service '" + other.service() + "' has no container", key);
        return;
      }
      draft.podman(option, "container:" + first.get().name());
      draft.require(export.names().unit(first.get()));
    } else {
      draft.podman(option, mode.toString());
    }
  }

  /** Those of the network are the pod's where services share one. */
  private void sysctl(String name, String value) {
    boolean ofPod = name.startsWith(NETWORK_PARAMETER) && export.isInSharedPod(container);
    boolean ofOther = name.startsWith(NETWORK_PARAMETER) && container.joined().isPresent();
    if (!ofPod && !ofOther) {
      draft.word("Sysctl", name + "=" + value);
    }
  }
}
