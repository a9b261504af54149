package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Table;
import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose network ls}. */
final class NetworkListCommand implements Runnable {
  private static final int SHORT_ID = 12;

  private final Tools tools;
  private final Flag quiet;
  private final Flag full;
  private final Supplier<List<String>> filters;
  private final Supplier<ListFormat> format;

  NetworkListCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the networks of this host.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
    full = syntax.flag("--no-trunc", "Print ids in full.");
    filters =
        syntax
            .option(
                "-f, --filter=KEY=VALUE",
                "Only those whose name, id, driver, label or project is VALUE.")
            .repeated();
    format = ListFormat.option(syntax);
  }

  @Override
  public void run() {
    NetworkFilter filter = NetworkFilter.of(filters.get());
    List<NetworkStatus> networks =
        tools.runtime().get().networks().list().stream().filter(filter::matches).toList();
    if (quiet.isSet()) {
      networks.forEach(network -> tools.console().line(id(network)));
      return;
    }
    List<Map<String, Object>> rows = networks.stream().map(NetworkListCommand::toMap).toList();
    format.get().writeLines(tools.console(), rows, () -> table(networks));
  }

  private Table table(List<NetworkStatus> networks) {
    Table table = new Table("NETWORK ID", "NAME", "DRIVER", "SUBNETS", "PROJECT", "PODS");
    for (NetworkStatus network : networks) {
      table.row(
          id(network),
          network.plan().name().value(),
          driver(network),
          subnets(network),
          project(network),
          Integer.toString(network.endpoints().size()));
    }
    return table;
  }

  private String id(NetworkStatus network) {
    return full.isSet() ? network.id() : network.id().substring(0, SHORT_ID);
  }

  /** Returns the name that files give a network's driver. */
  static String driver(NetworkStatus network) {
    return network.plan().driver().name().toLowerCase(Locale.ROOT);
  }

  private static String subnets(NetworkStatus network) {
    return network.subnets().stream()
        .map(subnet -> subnet.subnet().toString())
        .collect(Collectors.joining(", "));
  }

  private static String project(NetworkStatus network) {
    return network.plan().project().map(Object::toString).orElse("");
  }

  private static Map<String, Object> toMap(NetworkStatus network) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ID", network.id());
    map.put("Name", network.plan().name().value());
    map.put("Driver", driver(network));
    map.put("Scope", "local");
    map.put("Internal", network.plan().internal());
    map.put("IPv4", network.plan().ipv4());
    map.put("IPv6", network.plan().ipv6());
    map.put("Subnets", subnets(network));
    map.put("Project", project(network));
    map.put("Pods", network.endpoints().size());
    map.put("CreatedAt", network.created().toString());
    map.put(
        "Labels",
        network.plan().labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(",")));
    return map;
  }
}
