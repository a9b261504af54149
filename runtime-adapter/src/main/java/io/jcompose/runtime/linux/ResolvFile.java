package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ResolverPlan;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.runtime.linux.network.ResolvConf;
import java.util.ArrayList;
import java.util.List;

/** Writes a container's {@code /etc/resolv.conf}; see resolv.conf(5). */
final class ResolvFile {
  /** Where our own server listens in each pod. */
  static final String EMBEDDED = "127.0.0.11";

  private static final String SERVER = "nameserver";
  private static final String SEARCH = "search";
  private static final String OPTIONS = "options";
  // a name without a dot is a service's: it is asked for as it is, before any domain is tried
  private static final String AS_IT_IS = "ndots:0";

  private final Host host;
  private final ResolverPlan plan;

  ResolvFile(Host host, ResolverPlan plan) {
    this.host = host;
    this.plan = plan;
  }

  /** Returns the text for a pod that our server answers. */
  String embedded() {
    List<String> lines = hostsOwn();
    List<String> options =
        new ArrayList<>(plan.options().isEmpty() ? words(lines, OPTIONS) : plan.options());
    if (options.stream().noneMatch(option -> option.startsWith("ndots:"))) {
      options.add(AS_IT_IS);
    }
    return text(List.of(EMBEDDED), searchDomains(lines), options);
  }

  /**
   * Returns the text for a pod that asks the name servers itself; our server, if the host's own are
   * none that a pod can reach.
   */
  String direct() {
    List<String> lines = ResolvConf.of(host).lines().toList();
    List<String> servers = plan.servers().isEmpty() ? words(lines, SERVER) : plan.servers();
    return text(
        servers.isEmpty() ? List.of(EMBEDDED) : servers, searchDomains(lines), options(lines));
  }

  /** Returns the text for a container in the host's network. */
  String ofHost() {
    List<String> lines = hostsOwn();
    List<String> servers = plan.servers().isEmpty() ? words(lines, SERVER) : plan.servers();
    return text(servers, searchDomains(lines), options(lines));
  }

  /** Returns whether a pod that asks itself has to ask our server. */
  boolean needsEmbedded() {
    return plan.servers().isEmpty()
        && words(ResolvConf.of(host).lines().toList(), SERVER).isEmpty();
  }

  private List<String> hostsOwn() {
    return new HostFiles(host).find("etc/resolv.conf").stream().flatMap(String::lines).toList();
  }

  /** A single dot among the domains means that there are to be none. */
  private List<String> searchDomains(List<String> lines) {
    List<String> domains =
        plan.searchDomains().isEmpty() ? words(lines, SEARCH) : plan.searchDomains();
    return domains.equals(List.of(".")) ? List.of() : domains;
  }

  private List<String> options(List<String> lines) {
    return plan.options().isEmpty() ? words(lines, OPTIONS) : plan.options();
  }

  private static List<String> words(List<String> lines, String keyword) {
    List<String> words = new ArrayList<>();
    for (String line : lines) {
      List<String> parts = List.of(line.strip().split("\\s+", -1));
      if (parts.get(0).equals(keyword)) {
        words.addAll(parts.subList(1, parts.size()));
      }
    }
    return words;
  }

  private static String text(List<String> servers, List<String> domains, List<String> options) {
    StringBuilder text = new StringBuilder();
    servers.forEach(server -> text.append(SERVER).append(' ').append(server).append('\n'));
    if (!domains.isEmpty()) {
      text.append(SEARCH).append(' ').append(String.join(" ", domains)).append('\n');
    }
    if (!options.isEmpty()) {
      text.append(OPTIONS).append(' ').append(String.join(" ", options)).append('\n');
    }
    return text.toString();
  }
}
