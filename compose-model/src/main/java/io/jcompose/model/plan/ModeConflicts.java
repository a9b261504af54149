package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds what a container that has no network of its own cannot have either, as docker does. */
final class ModeConflicts {
  private final Memberships memberships;
  private final Problems problems;

  ModeConflicts(Memberships memberships, Problems problems) {
    this.memberships = memberships;
    this.problems = problems;
  }

  void check(Project project) {
    project.services().values().forEach(this::check);
  }

  private void check(Service service) {
    Membership membership = memberships.of(service);
    if (membership instanceof Membership.OnHost) {
      Map<String, Boolean> keys = linksAndAddress(service);
      keys.put("sysctls", !Sysctls.ofNetwork(service).isEmpty());
      report(service, keys, "the host's network", "remove it");
    } else if (membership instanceof Membership.WithService other) {
      Map<String, Boolean> keys = ownNetwork(service);
      Membership there = memberships.of(other.service());
      boolean foreign =
          there instanceof Membership.OnHost || there instanceof Membership.WithContainer;
      keys.put("sysctls", foreign && !Sysctls.ofNetwork(service).isEmpty());
      report(
          service,
          keys,
          "the network of service '" + other.service().name() + "'",
          "give it to services." + other.service().name() + ", or remove it");
    } else if (membership instanceof Membership.WithContainer other) {
      Map<String, Boolean> keys = ownNetwork(service);
      keys.put("sysctls", !Sysctls.ofNetwork(service).isEmpty());
      report(service, keys, "the network of container '" + other.container() + "'", "remove it");
    }
  }

  private static Map<String, Boolean> linksAndAddress(Service service) {
    Map<String, Boolean> keys = new LinkedHashMap<>();
    keys.put("links", !service.network().links().isEmpty());
    keys.put("external_links", !service.attachments().externalLinks().isEmpty());
    keys.put("mac_address", service.attachments().macAddress().isPresent());
    return keys;
  }

  private static Map<String, Boolean> ownNetwork(Service service) {
    Map<String, Boolean> keys = linksAndAddress(service);
    keys.put("ports", !service.network().ports().isEmpty());
    keys.put("expose", !service.network().expose().isEmpty());
    keys.put("hostname", service.network().hostname().isPresent());
    keys.put("extra_hosts", !service.network().extraHosts().isEmpty());
    keys.put("dns", !service.attachments().dns().servers().isEmpty());
    return keys;
  }

  private void report(Service service, Map<String, Boolean> keys, String network, String hint) {
    keys.forEach(
        (key, given) -> {
          if (given) {
            problems.add(
                service.place(),
                "services." + service.name() + "." + key,
                "'" + key + "' cannot be had in " + network,
                hint);
          }
        });
  }
}
