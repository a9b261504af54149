package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class BridgedPodNetworksTest {
  private static final ProjectName WEB = new ProjectName("web");

  @TempDir Path directory;

  private Host host() {
    return new Host(
        Clock.systemUTC(),
        Map.of(),
        Path.of("/"),
        directory.resolve("state"),
        directory.resolve("run"));
  }

  @Test
  void aPodHasAnAddressARouteAndLoopback() {
    PodNetworks networks = PodNetworks.of(host());
    NetworkAllocation allocation = networks.allocate(WEB, List.of());
    Path pin = directory.resolve("netns");
    networks.up(allocation, pin);
    try {
      assertThat(inPod(pin, "ip", "-br", "-4", "address"))
          .contains("127.0.0.1/8")
          .contains(allocation.address() + "/24");
      assertThat(inPod(pin, "ip", "route")).contains("default via " + allocation.gateway());
    } finally {
      networks.down(allocation, pin);
    }
    assertThat(pin).doesNotExist();
    assertThat(Command.run("nft", "list", "ruleset")).isEmpty();
    assertThat(Command.run("ip", "-br", "link")).startsWith("lo ").doesNotContain("\n");
  }

  private static String inPod(Path pin, String... command) {
    String[] whole = new String[command.length + 2];
    whole[0] = "nsenter";
    whole[1] = "--net=" + pin;
    System.arraycopy(command, 0, whole, 2, command.length);
    return Command.run(whole);
  }
}
