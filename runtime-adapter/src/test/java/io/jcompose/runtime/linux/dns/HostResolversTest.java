package io.jcompose.runtime.linux.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostResolversTest {
  @TempDir Path directory;

  private static List<String> servers(String text) {
    return HostResolvers.parse(text).servers().stream()
        .map(server -> server.address().getAddress())
        .map(InetAddress::getHostAddress)
        .toList();
  }

  @Test
  void serversAreReadInOrderLoopbackOnesToo() {
    String text =
        """
        # nameserver 192.0.2.1
        ; nameserver 192.0.2.2
        nameserver 127.0.0.53
          nameserver\t2001:db8::1
        nameserver
        search example.org
        """;
    assertThat(servers(text)).containsExactly("127.0.0.53", "2001:db8:0:0:0:0:0:1");
  }

  @Test
  void aLinkLocalServerKeepsItsLink() {
    assertThat(servers("nameserver fe80::1%1\n"))
        .singleElement()
        .asString()
        .startsWith("fe80:0:0:0:0:0:0:1%");
  }

  @Test
  void whatIsNoAddressIsPassedOverAndNotLookedUp() {
    assertThat(servers("nameserver localhost\nnameserver 1.2.3\nnameserver :x\n")).isEmpty();
  }

  @Test
  void asManyServersAreAskedAsTheCLibraryAsks() {
    String text = "nameserver 192.0.2.1\n".repeat(5);
    assertThat(servers(text)).hasSize(3);
  }

  @Test
  void thePatienceOfTheHostCountsWithinBounds() {
    Resolvers usual = HostResolvers.parse("options edns0 trust-ad timeout:x");
    Resolvers own = HostResolvers.parse("options timeout:1\noptions attempts:3 rotate\n");
    Resolvers extreme = HostResolvers.parse("options timeout:30 attempts:0");

    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(usual.attempts()).isEqualTo(2);
    assertThat(own.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(own.attempts()).isEqualTo(3);
    assertThat(extreme.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(extreme.attempts()).isEqualTo(1);
  }

  @Test
  void aHostWithoutTheFileHasNone() {
    List<String> warnings = new ArrayList<>();
    HostResolvers resolvers = new HostResolvers(Surroundings.host(directory), warnings::add);

    assertThat(resolvers.current().servers()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsToldOfOnce() throws Exception {
    List<String> warnings = new ArrayList<>();
    Path file = directory.resolve("root/etc/resolv.conf");
    Files.createDirectories(file); // a folder in its place
    HostResolvers resolvers = new HostResolvers(Surroundings.host(directory), warnings::add);

    assertThat(resolvers.current().servers()).isEmpty();
    assertThat(resolvers.current().servers()).isEmpty();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("cannot read the host's resolvers from " + file + ": ");
  }
}
