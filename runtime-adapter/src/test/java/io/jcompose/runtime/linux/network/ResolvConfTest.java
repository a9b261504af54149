package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvConfTest {
  private static final String STUB =
      """
      # made by systemd-resolved
      nameserver 127.0.0.53
      options edns0 trust-ad
      search example.org
      """;
  private static final String UPSTREAM =
      """
      nameserver 192.0.2.53
      search example.org
      """;

  @Test
  void theHostsServersAreTakenOver() {
    assertThat(ResolvConf.text(List.of(UPSTREAM, STUB))).isEqualTo(UPSTREAM);
  }

  @Test
  void aServerOnTheHostsLoopbackIsLeftOut() {
    assertThat(ResolvConf.text(List.of("nameserver 127.0.0.1\nnameserver 192.0.2.53\n")))
        .isEqualTo("nameserver 192.0.2.53\n");
  }

  @Test
  void theServersBehindSystemdsStubAreTaken() {
    assertThat(ResolvConf.text(List.of(STUB, UPSTREAM))).isEqualTo(UPSTREAM);
  }

  @Test
  void ipv6ServersAreLeftOutBecauseThePodHasNoRouteToThem() {
    assertThat(ResolvConf.text(List.of("nameserver 2001:db8::53\nnameserver 192.0.2.53\n")))
        .isEqualTo("nameserver 192.0.2.53\n");
  }

  @Test
  void noPublicServerIsMadeUpWhereNoneIsLeft() {
    assertThat(ResolvConf.text(List.of(STUB, "")))
        .isEqualTo(
            """
            # made by systemd-resolved
            options edns0 trust-ad
            search example.org
            """);
  }

  @Test
  void aBrokenServerLineIsLeftOut() {
    assertThat(ResolvConf.text(List.of("nameserver\nnameserver 192.0.2.53\n")))
        .isEqualTo("nameserver 192.0.2.53\n");
  }

  @Test
  void theHostsFilesAreFound(@TempDir Path root) throws IOException {
    Path resolved = Files.createDirectories(root.resolve("run/systemd/resolve"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/resolv.conf"), STUB);
    Files.writeString(resolved.resolve("resolv.conf"), UPSTREAM);

    assertThat(ResolvConf.of(host(root))).isEqualTo(UPSTREAM);
    assertThat(ResolvConf.servers(host(root))).hasToString("[192.0.2.53]");
  }

  @Test
  void aHostWithoutAnyFileGivesAnEmptyOne(@TempDir Path root) {
    assertThat(ResolvConf.of(host(root))).isEmpty();
  }

  private static Host host(Path root) {
    return new Host(Clock.systemUTC(), Map.of(), root, root, root);
  }
}
