package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.AppArmorProfile;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.jcompose.model.project.IsolationSettings.SecurityOption;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the processes of a container are, and what they may. */
final class SecurityContexts {
  private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,10})(?::([0-9]{1,10}))?");
  private static final Set<String> ROOT = Set.of("root", "root:root");
  private static final String UNCONFINED = "Unconfined";
  private static final String LOCAL = "Localhost";

  private final Export export;
  private final Service service;

  SecurityContexts(Export export, Service service) {
    this.export = export;
    this.service = service;
  }

  /** Returns the context of the service's own container. */
  SecurityContext own() {
    return of(service.process().user(), service.isolation().privileged());
  }

  /** Returns the context of a container of the service. */
  SecurityContext of(Optional<String> user, boolean privileged) {
    SecurityContext context = new SecurityContext();
    user.filter(name -> !name.isEmpty()).ifPresent(name -> setUser(context, name));
    SecuritySettings settings = service.security();
    setCapabilities(context, settings);
    if (privileged) {
      context.setPrivileged(true);
    }
    if (settings.readOnly()) {
      context.setReadOnlyRootFilesystem(true);
    }
    service.isolation().securityOptions().forEach(option -> setOption(context, option));
    if (context.getSeccompProfile() == null && !privileged) {
      SeccompProfile usual = new SeccompProfile();
      usual.setType("RuntimeDefault"); // what every container has in Compose
      context.setSeccompProfile(usual);
    }
    return context;
  }

  /** Returns whether a user is written as Kubernetes takes it: as numbers. */
  static boolean isNumeric(String user) {
    return NUMBERS.matcher(user).matches() || ROOT.contains(user);
  }

  private void setUser(SecurityContext context, String user) {
    if (ROOT.contains(user)) {
      context.setRunAsUser(0L);
      return;
    }
    Matcher numbers = NUMBERS.matcher(user);
    if (!numbers.matches()) {
      export
          .remarks()
          .about(
              service.name(),
              "user",
              "a cluster takes numbers only: the image's user runs it, not '" + user + "'",
              "write the number that it has in the image");
      return;
    }
    context.setRunAsUser(Long.valueOf(numbers.group(1)));
    if (numbers.group(2) != null) {
      context.setRunAsGroup(Long.valueOf(numbers.group(2)));
    }
  }

  private static void setCapabilities(SecurityContext context, SecuritySettings settings) {
    Capabilities capabilities = new Capabilities();
    capabilities.setAdd(words(settings.addAll(), settings.added()));
    capabilities.setDrop(words(settings.dropAll(), settings.dropped()));
    if (!capabilities.getAdd().isEmpty() || !capabilities.getDrop().isEmpty()) {
      context.setCapabilities(capabilities);
    }
  }

  private static List<String> words(boolean all, Set<Capability> some) {
    return all ? List.of("ALL") : some.stream().map(Capability::name).toList();
  }

  private void setOption(SecurityContext context, SecurityOption option) {
    String value = option.value().orElse("");
    switch (option.name()) {
      case "no-new-privileges" -> {
        if (!value.equals("false") && context.getPrivileged() == null) {
          context.setAllowPrivilegeEscalation(false);
        }
      }
      case "seccomp" -> {
        SeccompProfile profile = new SeccompProfile();
        profile.setType(value.equals("unconfined") ? UNCONFINED : LOCAL);
        if (!value.equals("unconfined")) {
          profile.setLocalhostProfile(onNodes("seccomp", value));
        }
        context.setSeccompProfile(profile);
      }
      case "apparmor" -> {
        AppArmorProfile profile = new AppArmorProfile();
        profile.setType(value.equals("unconfined") ? UNCONFINED : LOCAL);
        if (!value.equals("unconfined")) {
          profile.setLocalhostProfile(onNodes("apparmor", value));
        }
        context.setAppArmorProfile(profile);
      }
      case "label" -> setLabel(context, value);
      default -> warn(option.name() + " is left out, as a cluster has nothing like it", "");
    }
  }

  /** A profile is a file or a name that each node must know. */
  private String onNodes(String kind, String profile) {
    warn(kind + ": the profile '" + profile + "' must be on each node", "put it there");
    return profile.startsWith("/") ? profile.substring(profile.lastIndexOf('/') + 1) : profile;
  }

  private void setLabel(SecurityContext context, String label) {
    SELinuxOptions options =
        Optional.ofNullable(context.getSeLinuxOptions()).orElseGet(SELinuxOptions::new);
    int colon = label.indexOf(':');
    String value = label.substring(colon + 1);
    switch (colon < 0 ? label : label.substring(0, colon)) {
      case "type" -> options.setType(value);
      case "user" -> options.setUser(value);
      case "role" -> options.setRole(value);
      case "level" -> options.setLevel(value);
      case "disable" -> options.setType("spc_t"); // what is not confined
      default -> {
        warn("label:" + label + " is left out, as a cluster has nothing like it", "");
        return;
      }
    }
    context.setSeLinuxOptions(options);
  }

  private void warn(String message, String hint) {
    export.remarks().about(service.name(), "security_opt", message, hint);
  }
}
