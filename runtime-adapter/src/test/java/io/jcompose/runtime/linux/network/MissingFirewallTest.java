package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for a host without nftables. */
class MissingFirewallTest {
  @TempDir Path directory;

  private Firewall.Program program(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("nft"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Firewall.Program(file);
  }

  @Test
  void aKernelThatRefusesIsAsGoodAsNone() throws IOException {
    Firewall.Program nft =
        program("echo 'Error: cache initialization failed: Protocol not supported'; exit 1");

    assertThat(Firewall.unlessRefused(nft).shortfall())
        .contains(
            new Shortfall(
                "the kernel refuses "
                    + nft.means()
                    + ": Error: cache initialization failed: Protocol not supported",
                "run 'modprobe nf_tables', or use a kernel built with CONFIG_NF_TABLES"));
  }

  @Test
  void whoMayNotLookIsNotToldThatThereIsNothing() throws IOException {
    Firewall.Program nft = program("echo 'Operation not permitted (you must be root)'; exit 1");

    assertThat(Firewall.unlessRefused(nft)).isSameAs(nft);
  }

  @Test
  void oneThatAnswersIsUsed() throws IOException {
    Firewall.Program nft = program("echo '{}'");

    assertThat(Firewall.unlessRefused(nft)).isSameAs(nft);
  }
}
