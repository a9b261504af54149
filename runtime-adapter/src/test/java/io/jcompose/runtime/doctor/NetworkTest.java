package io.jcompose.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @TempDir Path root;
  private HostUnderTest host;

  @BeforeEach
  void aHostThatHasEverything() {
    host = new HostUnderTest(root);
  }

  @Test
  void forwardingThatIsOnIsTold() {
    host.setting("net.ipv4.ip_forward", "1").setting("net.ipv6.conf.all.forwarding", "1");

    assertThat(host.said("forwarding")).isEqualTo("ok: on\n");
    assertThat(host.said("ipv6 forwarding")).isEqualTo("ok: on\n");
  }

  @Test
  void forwardingThatIsOffIsOnWhenItIsNeeded() {
    assertThat(host.said("forwarding")).isEqualTo("ok: off; it is on while a project runs\n");
    assertThat(host.said("ipv6 forwarding"))
        .isEqualTo("ok: off; it is on while a project with IPv6 runs\n");
  }

  @Test
  void settingsThatCannotBeWrittenKeepProjectsFromHavingNetworks() {
    host.setting("net.ipv4.ip_forward", "1").readOnly("proc/sys/net/ipv4/ip_forward");

    assertThat(host.said("forwarding"))
        .isEqualTo(
            """
            missing: /proc/sys is read-only: no project can be given a network
              hint: start the container that jcompose runs in with '--privileged', or run 'mount -o remount,rw /proc/sys'
            """);
    assertThat(host.ordinaryUser().said("forwarding")).isEqualTo("ok: on\n");
  }

  @Test
  void withoutASettingForForwardingProcIsToBeMounted() {
    host.withoutSetting("net.ipv4.ip_forward");

    assertThat(host.said("forwarding"))
        .isEqualTo(
            """
            warning: there is no setting net.ipv4.ip_forward
              hint: mount the process file system at /proc
            """);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1", "1, 1"})
  void aStrictReversePathFilterIsNoted(String all, String unlessChanged) {
    host.setting("net.ipv4.conf.all.rp_filter", all)
        .setting("net.ipv4.conf.default.rp_filter", unlessChanged);

    assertThat(host.said("reverse path"))
        .isEqualTo(
            """
            note: filtered strictly: with several ways out, answers of containers may be dropped
              hint: run 'sysctl -w net.ipv4.conf.all.rp_filter=2' if this host has more than one
            """);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, filtered loosely", "0, 2, filtered loosely", "0, 0, not filtered"})
  void anyOtherReversePathFilterIsFine(String all, String unlessChanged, String said) {
    host.setting("net.ipv4.conf.all.rp_filter", all)
        .setting("net.ipv4.conf.default.rp_filter", unlessChanged);

    assertThat(host.said("reverse path")).isEqualTo("ok: " + said + "\n");
  }

  @Test
  void bridgesThatAskTheFirewallAreNoted() {
    host.setting("net.bridge.bridge-nf-call-iptables", "1");

    assertThat(host.said("br_netfilter"))
        .isEqualTo(
            """
            note: loaded: the host's firewall also sees packets between containers of one network
              hint: let jcompose's bridges through where a chain drops them, or run 'sysctl -w net.bridge.bridge-nf-call-iptables=0'
            """);
    host.setting("net.bridge.bridge-nf-call-ip6tables", "1");
    assertThat(host.said("br_netfilter"))
        .contains(
            "'sysctl -w net.bridge.bridge-nf-call-iptables=0"
                + " net.bridge.bridge-nf-call-ip6tables=0'");
    host.setting("net.bridge.bridge-nf-call-ip6tables", "0");
    assertThat(host.setting("net.bridge.bridge-nf-call-iptables", "0").said("br_netfilter"))
        .isEqualTo("ok: does not ask the firewall\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run/firewalld/x", "run/firewalld.pid"})
  void firewalldThatDoesNotKnowOurBridgesIsAWarning(String sign) {
    host.file(sign, "");

    assertThat(host.said("firewalld"))
        .isEqualTo(
            """
            warning: runs, and rejects what containers send to other machines
              hint: run 'firewall-cmd --permanent --zone=trusted --add-interface=jc+' and 'firewall-cmd --reload'
            """);
  }

  @Test
  void firewalldThatTrustsOurBridgesIsFine() {
    host.file("run/firewalld.pid", "77")
        .file(
            "etc/firewalld/zones/trusted.xml",
            "<zone target=\"ACCEPT\">\n  <interface name=\"jc+\"/>\n</zone>");

    assertThat(host.said("firewalld")).isEqualTo("ok: runs, and trusts jcompose's bridges\n");
  }

  @Test
  void ipv6ThatIsSwitchedOffIsNoted() {
    host.setting("net.ipv6.conf.all.disable_ipv6", "1");

    assertThat(host.said("ipv6"))
        .isEqualTo(
            """
            note: net.ipv6.conf.all.disable_ipv6 is 1: ports are published for IPv4 only
              hint: run 'sysctl -w net.ipv6.conf.all.disable_ipv6=0'
            """);
  }

  @Test
  void aKernelWithoutIpv6IsNoted() {
    host.without("proc/net/if_inet6");

    assertThat(host.said("ipv6"))
        .isEqualTo(
            """
            note: the kernel has none: networks and published ports have IPv4 only
              hint: boot without 'ipv6.disable=1', or load it with 'modprobe ipv6'
            """);
  }

  @Test
  void anOrdinaryUserIsToldWhichPortsAreRoots() {
    assertThat(host.ordinaryUser().said("low ports"))
        .isEqualTo(
            """
            note: below 1024 they are root's to publish
              hint: run 'sysctl -w net.ipv4.ip_unprivileged_port_start=80' as root to publish port 80 without
            """);
    assertThat(host.setting("net.ipv4.ip_unprivileged_port_start", "0").said("low ports"))
        .isEqualTo("ok: from 0 on everybody may publish them\n");
  }

  @Test
  void theServersBehindSystemdsStubAreTold() {
    host.file("etc/resolv.conf", "nameserver 127.0.0.53\noptions edns0")
        .file("run/systemd/resolve/resolv.conf", "nameserver 192.0.2.1\nnameserver 192.0.2.2");

    assertThat(host.said("name servers"))
        .isEqualTo("ok: 192.0.2.1, 192.0.2.2, behind systemd-resolved's stub on 127.0.0.53\n");
  }

  @Test
  void serversThatOnlyTheHostCanReachAreAskedForContainers() {
    host.file("etc/resolv.conf", "nameserver 127.0.0.53\nnameserver fe80::1%eth0");

    assertThat(host.said("name servers"))
        .isEqualTo("ok: 127.0.0.53, fe80::1%eth0, which jcompose asks for containers\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "search example.org", "nameserver", "nameserver somebody"})
  void noServerAtAllIsAWarning(String text) {
    host.file("etc/resolv.conf", text);

    assertThat(host.said("name servers"))
        .isEqualTo(
            """
            warning: /etc/resolv.conf names none: containers find no names of other machines
              hint: write a line 'nameserver ADDRESS' into /etc/resolv.conf
            """);
  }

  @Test
  void aFileOfServersThatCannotBeReadIsAWarning() {
    host.file("run/systemd/resolve/resolv.conf/x", "");

    assertThat(host.said("name servers"))
        .startsWith("warning: cannot read /run/systemd/resolve/resolv.conf: ")
        .endsWith("  hint: make the file readable for root\n");
  }
}
