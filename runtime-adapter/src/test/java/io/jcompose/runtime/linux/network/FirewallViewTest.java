package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.runtime.linux.network.FirewallView.Listing;
import io.jcompose.runtime.syscall.Nftables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class FirewallViewTest {
  private static List<FirewallView> library() {
    return Nftables.open().<FirewallView>map(Firewall.InProcess::new).stream().toList();
  }

  private static FirewallView program() {
    return new Firewall.Program(Path.of("/usr/sbin/nft"));
  }

  @Test
  void chainsAreListedAsJsonByTheLibraryAndByTheProgram() {
    Command.run("nft", "add table inet mine");
    Command.run(
        "nft",
        "add chain inet mine forwarded { type filter hook forward priority 0; policy drop; }");

    assertThat(library()).isNotEmpty().allSatisfy(FirewallViewTest::listsTheChain);
    listsTheChain(program());
  }

  private static void listsTheChain(FirewallView view) {
    Listing chains = view.list("chains");
    assertThat(chains.succeeded()).isTrue();
    assertThat(chains.text().replace(" ", ""))
        .contains("\"table\":\"mine\",\"name\":\"forwarded\"")
        .contains("\"hook\":\"forward\",\"prio\":0,\"policy\":\"drop\"");
  }

  @Test
  void aTableThatIsNotThereIsAListingThatFailed() {
    assertThat(library())
        .allSatisfy(view -> assertThat(view.list("table ip none").succeeded()).isFalse());
    assertThat(program().list("table ip none").succeeded()).isFalse();
  }

  @Test
  void whatSpeaksToTheKernelIsNamed() {
    assertThat(program().means()).isEqualTo("/usr/sbin/nft");
    assertThat(FirewallView.of(Host.real()).shortfall()).isEmpty();
  }
}
