package io.jcompose.runtime.linux;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.process.UtsName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a container's {@code /etc/hosts}. Pure text; see hosts(5). */
final class HostsFile {
  private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");
  private static final String LOCALHOST =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      """;

  /** Of a longer line, musl's resolver takes what is beyond for another line. */
  private static final int LONGEST_LINE = 500;

  private final Optional<IpAddress> gateway;

  /**
   * Creates a writer.
   *
   * @param gateway the host as the pod sees it; without one the host cannot be meant
   */
  HostsFile(Optional<IpAddress> gateway) {
    this.gateway = gateway;
  }

  /**
   * Returns the file's text: localhost, then the pod's own addresses under the container's own
   * names and every name of the pod, then what the Compose file adds. The names mean the pod's
   * address and not 127.0.0.1, so that what a program keeps for itself on 127.0.0.1 stays
   * unreachable by name. An {@code extra_hosts} entry comes before the pod's own line, because the
   * first line that has a name wins and the file's author asked for it by name.
   *
   * @param addresses the pod's own; none in a pod without a network
   * @param self what the container calls itself
   * @param names further names of the pod
   */
  String text(
      List<IpAddress> addresses,
      UtsName self,
      Collection<String> names,
      List<ExtraHost> extraHosts) {
    StringBuilder text = new StringBuilder(LOCALHOST);
    extraHosts.forEach(extra -> append(text, extra));
    Set<String> own = new LinkedHashSet<>(self.forms());
    own.addAll(names);
    for (IpAddress address : addresses.isEmpty() ? List.of(LOOPBACK) : addresses) {
      append(text, address, own);
    }
    return text.toString();
  }

  /** Writes as many lines as it takes; the first name that is looked up by address is the first. */
  private static void append(StringBuilder text, IpAddress address, Set<String> names) {
    int begin = text.length();
    for (String name : names) {
      if (text.length() > begin && text.length() - begin + name.length() + 1 > LONGEST_LINE) {
        text.append('\n');
        begin = text.length();
      }
      if (text.length() == begin) {
        text.append(address).append('\t').append(name);
      } else {
        text.append(' ').append(name);
      }
    }
    text.append('\n');
  }

  /** Returns the host's own text with what the Compose file adds before it. */
  String extended(String ofHost, List<ExtraHost> extraHosts) {
    StringBuilder text = new StringBuilder();
    extraHosts.forEach(extra -> append(text, extra));
    return text.append(ofHost).toString();
  }

  private void append(StringBuilder text, ExtraHost extra) {
    String address =
        extra.address().equals(ExtraHost.HOST_GATEWAY)
            ? gateway.orElse(LOOPBACK).toString()
            : extra.address();
    text.append(address).append('\t').append(extra.name()).append('\n');
  }
}
