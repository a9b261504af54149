package io.jcompose.runtime.linux.network;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes a container's {@code /etc/hosts}. Pure text; see hosts(5). */
public final class HostsFile {
  private HostsFile() {}

  /**
   * Returns the file's text: localhost, then the pod's own address under the container's host name
   * and every name of the pod, then what the Compose file adds. The names mean the pod's address
   * and not 127.0.0.1, so that what a program keeps for itself on 127.0.0.1 stays unreachable by
   * name. An {@code extra_hosts} entry comes before the pod's own line, because the first line that
   * has a name wins and the file's author asked for it by name.
   *
   * @param hostname the container's own
   * @param names what the infra lists
   */
  public static String text(
      NetworkAllocation allocation,
      String hostname,
      Collection<String> names,
      List<ExtraHost> extraHosts) {
    StringBuilder text =
        new StringBuilder(
            """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            """);
    for (ExtraHost extra : extraHosts) {
      String address =
          extra.address().equals(ExtraHost.HOST_GATEWAY)
              ? allocation.gateway().toString()
              : extra.address();
      text.append(address).append('\t').append(extra.name()).append('\n');
    }
    Set<String> own = new LinkedHashSet<>();
    own.add(hostname); // first: programs that look up their own name take it for the full one
    own.addAll(names);
    text.append(allocation.address()).append('\t').append(String.join(" ", own)).append('\n');
    return text.toString();
  }
}
