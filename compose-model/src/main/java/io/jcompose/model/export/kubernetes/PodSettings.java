package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigOption;
import io.fabric8.kubernetes.api.model.PodOS;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NamespaceMode;
import io.jcompose.model.value.NetworkMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What all containers of a pod have in common; the lead decides where they might differ. */
final class PodSettings {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final int MOST_NAME_SERVERS = 3;

  /** The kernel's parameters that every node lets pods have. */
  private static final Set<String> SAFE_SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem");

  private final Export export;
  private final PodGroup group;

  PodSettings(Export export, PodGroup group) {
    this.export = export;
    this.group = group;
  }

  void addTo(PodSpec spec) {
    // what Compose's applications know nothing of
    spec.setAutomountServiceAccountToken(false);
    spec.setEnableServiceLinks(false);
    spec.setTerminationGracePeriodSeconds(gracePeriod());
    if (group.members().stream().anyMatch(Lifecycles::hasSignal)) {
      PodOS os = new PodOS();
      os.setName("linux"); // which signals there are depends on it
      spec.setOs(os);
    }
    names(spec);
    nameServers(spec);
    namespaces(spec);
    security(spec);
    platform(spec);
  }

  /** Returns the longest of all. */
  private Long gracePeriod() {
    return group.members().stream()
        .map(Service::process)
        .map(ProcessSettings::stopGracePeriod)
        .map(Duration::toSeconds)
        .max(Long::compare)
        .orElseThrow();
  }

  private void names(PodSpec spec) {
    Service lead = group.lead();
    lead.network()
        .hostname()
        .ifPresent(
            name -> {
              String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
              if (ResourceNames.isLabel(first)) {
                spec.setHostname(first);
              }
              if (!first.equals(name) || !ResourceNames.isLabel(first)) {
                warn(lead, "hostname", "a pod's host name is one label of a-z, 0-9 and '-'", "");
              }
            });
    lead.network()
        .domainName()
        .ifPresent(
            name -> {
              if (ResourceNames.isLabel(name)) {
                spec.setSubdomain(name);
              } else {
                warn(lead, "domainname", "a pod's domain is that of its cluster", "");
              }
            });
    Map<String, List<String>> hosts = new LinkedHashMap<>();
    group.members().forEach(member -> hosts(member, hosts));
    List<HostAlias> aliases = new ArrayList<>();
    hosts.forEach(
        (address, names) -> {
          HostAlias alias = new HostAlias();
          alias.setIp(address);
          alias.setHostnames(names);
          aliases.add(alias);
        });
    spec.setHostAliases(aliases);
  }

  private void hosts(Service service, Map<String, List<String>> hosts) {
    for (ExtraHost host : service.network().extraHosts()) {
      if (host.address().equals(ExtraHost.HOST_GATEWAY)) {
        warn(
            service,
            "extra_hosts",
            "'" + host.name() + "' has no address, as a pod cannot name its node",
            "name what runs there by its own address");
      } else {
        List<String> names = hosts.computeIfAbsent(host.address(), any -> new ArrayList<>());
        if (!names.contains(host.name())) {
          names.add(host.name());
        }
      }
    }
  }

  private void nameServers(PodSpec spec) {
    NetworkAttachments.Dns dns = group.lead().attachments().dns();
    if (dns.equals(NetworkAttachments.Dns.DEFAULT)) {
      return;
    }
    PodDNSConfig config = new PodDNSConfig();
    config.setNameservers(dns.servers().stream().limit(MOST_NAME_SERVERS).toList());
    if (dns.servers().size() > MOST_NAME_SERVERS) {
      warn(group.lead(), "dns", "a pod has three name servers at most", "");
    }
    config.setSearches(dns.searchDomains());
    List<PodDNSConfigOption> options = new ArrayList<>();
    for (String word : dns.options()) {
      int colon = word.indexOf(':');
      PodDNSConfigOption option = new PodDNSConfigOption();
      option.setName(colon < 0 ? word : word.substring(0, colon));
      option.setValue(colon < 0 ? null : word.substring(colon + 1));
      options.add(option);
    }
    config.setOptions(options);
    spec.setDnsConfig(config);
  }

  private void namespaces(PodSpec spec) {
    Optional<NetworkMode> mode = group.lead().attachments().mode();
    if (mode.filter(NetworkMode.Host.class::isInstance).isPresent()) {
      spec.setHostNetwork(true);
      spec.setDnsPolicy("ClusterFirstWithHostNet");
      warn(
          group.lead(),
          "network_mode",
          "it has its node's network, which a cluster may forbid",
          "publish ports instead");
    }
    mode.filter(
            other -> other instanceof NetworkMode.OfContainer || other instanceof NetworkMode.Named)
        .ifPresent(
            other ->
                warn(
                    group.lead(),
                    "network_mode",
                    "'" + other + "' is nothing that a cluster knows: it has a network of its own",
                    ""));
    for (Service member : group.members()) {
      var asked = member.isolation().namespaces();
      if (asked.pid().filter(NamespaceMode.Host.class::isInstance).isPresent()) {
        spec.setHostPID(true);
      }
      if (asked.ipc().filter(NamespaceMode.Host.class::isInstance).isPresent()) {
        spec.setHostIPC(true);
      }
      member.isolation().runtime().ifPresent(name -> runtime(spec, member, name));
    }
  }

  private void runtime(PodSpec spec, Service service, String name) {
    if (ResourceNames.isHostName(name)) {
      spec.setRuntimeClassName(name);
      warn(service, "runtime", "the cluster must have the runtime class '" + name + "'", "");
    } else {
      warn(service, "runtime", "'" + name + "' cannot be the name of a runtime class", "");
    }
  }

  private void security(PodSpec spec) {
    Map<String, String> sysctls = new LinkedHashMap<>();
    Set<Long> groups = new TreeSet<>();
    for (Service member : group.members()) {
      sysctls.putAll(member.isolation().sysctls());
      for (String name : member.isolation().groups()) {
        if (NUMBER.matcher(name).matches()) {
          groups.add(Long.valueOf(name));
        } else {
          warn(
              member,
              "group_add",
              "'" + name + "' is left out, as a cluster takes numbers only",
              "write the number that it has in the image");
        }
      }
      warnOfSysctls(member);
    }
    if (sysctls.isEmpty() && groups.isEmpty()) {
      return;
    }
    PodSecurityContext context = new PodSecurityContext();
    context.setSupplementalGroups(List.copyOf(groups));
    List<Sysctl> all = new ArrayList<>();
    sysctls.forEach(
        (name, value) -> {
          Sysctl sysctl = new Sysctl();
          sysctl.setName(name);
          sysctl.setValue(value);
          all.add(sysctl);
        });
    context.setSysctls(all);
    spec.setSecurityContext(context);
  }

  private void warnOfSysctls(Service service) {
    service.isolation().sysctls().keySet().stream()
        .filter(name -> !SAFE_SYSCTLS.contains(name))
        .forEach(
            name ->
                warn(
                    service,
                    "sysctls",
                    "nodes refuse '" + name + "' unless they are told to allow it",
                    "set '--allowed-unsafe-sysctls' of the nodes"));
  }

  private void platform(PodSpec spec) {
    group
        .lead()
        .source()
        .platform()
        .ifPresent(
            platform -> {
              String[] parts = platform.split("/", -1);
              Map<String, String> selector = new LinkedHashMap<>();
              selector.put("kubernetes.io/os", parts[0]);
              if (parts.length > 1) {
                selector.put("kubernetes.io/arch", parts[1]);
              }
              spec.setNodeSelector(selector);
            });
  }

  /** Sets when the pod's containers are started again; what always runs has no choice. */
  void addRestartPolicy(PodSpec spec, WorkloadKind kind) {
    RestartPolicy.Kind asked =
        group.members().stream()
            .map(PodSettings::restart)
            .max((one, other) -> Integer.compare(strength(one), strength(other)))
            .orElse(RestartPolicy.Kind.NO);
    if (kind == WorkloadKind.POD) {
      spec.setRestartPolicy(
          switch (asked) {
            case NO -> "Never";
            case ON_FAILURE -> "OnFailure";
            case ALWAYS, UNLESS_STOPPED -> "Always";
          });
    } else if (kind.ends()) {
      spec.setRestartPolicy(asked == RestartPolicy.Kind.NO ? "Never" : "OnFailure");
    } else if (asked == RestartPolicy.Kind.ON_FAILURE) {
      warn(
          group.lead(),
          "restart",
          "a " + kind + " starts its containers again whenever they end",
          "use '--type Pod', or make it a job by 'deploy.mode'");
    }
  }

  private static int strength(RestartPolicy.Kind kind) {
    return switch (kind) {
      case NO -> 0;
      case ON_FAILURE -> 1;
      case ALWAYS, UNLESS_STOPPED -> 2;
    };
  }

  static RestartPolicy policy(Service service) {
    return service
        .deployment()
        .deploy()
        .flatMap(deploy -> deploy.restartPolicy())
        .map(policy -> policy.asRestartPolicy())
        .orElse(service.restart());
  }

  private static RestartPolicy.Kind restart(Service service) {
    return policy(service).kind();
  }

  private void warn(Service service, String key, String message, String hint) {
    export.remarks().about(service.name(), key, message, hint);
  }
}
