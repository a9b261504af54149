package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SysctlTest {
  /** The kernel tells a number at the first read only: read bit by bit, 4096 was a 4. */
  @ParameterizedTest
  @ValueSource(strings = {"core/somaxconn", "ipv4/ip_local_port_range", "ipv4/ip_forward"})
  void aValueIsReadToItsLastDigit(String name) {
    String told = Command.run("sysctl", "-n", "net." + name.replace('/', '.'));

    assertThat(Sysctl.of(Host.real(), name).read()).isEqualTo(told);
    assertThat(Sysctl.of(Host.real(), name).is(told)).isTrue();
  }
}
