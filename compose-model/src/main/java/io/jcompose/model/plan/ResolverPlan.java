package io.jcompose.model.plan;

import io.jcompose.model.project.NetworkAttachments.Dns;
import io.jcompose.model.project.Service;
import java.util.List;

/**
 * How a pod's containers look up names; what is empty is taken from the host.
 *
 * @param servers whom to ask about names that are not the project's: addresses
 * @param searchDomains see resolv.conf(5)
 * @param options see resolv.conf(5)
 */
public record ResolverPlan(List<String> servers, List<String> searchDomains, List<String> options) {
  /** As the host does it. */
  public static final ResolverPlan DEFAULT = new ResolverPlan(List.of(), List.of(), List.of());

  public ResolverPlan {
    servers = List.copyOf(servers);
    searchDomains = List.copyOf(searchDomains);
    options = List.copyOf(options);
  }

  /** Returns what {@code service} asks for. */
  static ResolverPlan of(Service service) {
    Dns dns = service.attachments().dns();
    return new ResolverPlan(dns.servers(), dns.searchDomains(), dns.options());
  }
}
