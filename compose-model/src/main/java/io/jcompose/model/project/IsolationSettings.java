package io.jcompose.model.project;

import io.jcompose.model.value.NamespaceMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a container is kept apart from the host and from others, beyond capabilities.
 *
 * @param privileged whether it may do anything
 * @param securityOptions {@code security_opt:}
 * @param groups {@code group_add:}: names or numbers of groups besides the user's
 * @param sysctls {@code sysctls:}: the kernel's parameters in its namespaces
 * @param cgroupParent {@code cgroup_parent:}
 * @param runtime {@code runtime:}: the OCI runtime's name; jcompose is one itself
 * @param usesApiSocket {@code use_api_socket:}: whether it may talk to the engine
 * @param windowsIsolation {@code isolation:}, for Windows
 * @param credentialSpec {@code credential_spec:}, for Windows
 */
public record IsolationSettings(
    boolean privileged,
    Namespaces namespaces,
    List<SecurityOption> securityOptions,
    List<String> groups,
    Map<String, String> sysctls,
    Optional<String> cgroupParent,
    Optional<String> runtime,
    boolean usesApiSocket,
    Optional<String> windowsIsolation,
    Optional<CredentialSpec> credentialSpec) {
  /** As far as containers usually are. */
  public static final IsolationSettings DEFAULT =
      new IsolationSettings(
          false,
          Namespaces.DEFAULT,
          List.of(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty());

  public IsolationSettings {
    securityOptions = List.copyOf(securityOptions);
    groups = List.copyOf(groups);
    sysctls = Collections.unmodifiableMap(new LinkedHashMap<>(sysctls));
  }

  /**
   * Whose namespaces a container is in, apart from networks; empty means what the engine takes,
   * which is one of its own for each but {@code user}.
   *
   * @param ipc {@code ipc:}
   * @param pid {@code pid:}
   * @param uts {@code uts:}
   * @param user {@code userns_mode:}
   * @param cgroup {@code cgroup:}
   */
  public record Namespaces(
      Optional<NamespaceMode> ipc,
      Optional<NamespaceMode> pid,
      Optional<NamespaceMode> uts,
      Optional<NamespaceMode> user,
      Optional<NamespaceMode> cgroup) {
    /** Nothing is said. */
    public static final Namespaces DEFAULT =
        new Namespaces(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * An item of {@code security_opt:}, written {@code NAME=VALUE}, {@code NAME:VALUE} or {@code
   * NAME}.
   */
  public record SecurityOption(String name, Optional<String> value) {}

  /** {@code credential_spec:}: where a Windows account's description is found. */
  public record CredentialSpec(
      Optional<String> config, Optional<String> file, Optional<String> registry) {}
}
