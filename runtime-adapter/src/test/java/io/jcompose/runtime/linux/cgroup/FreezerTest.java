package io.jcompose.runtime.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both versions as files in a temporary folder; what the kernel makes of them is tested elsewhere.
 */
class FreezerTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final ContainerName WEB = new ContainerName("shop-web-1");

  @TempDir Path root;

  @Test
  void versionTwoIsAskedByOneFileAndAnswersInAnother() throws IOException {
    Path group = versionTwo();
    Files.writeString(group.resolve("cgroup.events"), "populated 1\nfrozen 1\n");

    freezer().freeze(SHOP, WEB);

    assertThat(group.resolve("cgroup.freeze")).hasContent("1");
    assertThat(freezer().isFrozen(SHOP, WEB)).isTrue();
  }

  @Test
  void versionTwoLetsGoOn() throws IOException {
    Path group = versionTwo();
    Files.writeString(group.resolve("cgroup.events"), "populated 1\nfrozen 0\n");

    freezer().thaw(SHOP, WEB);

    assertThat(group.resolve("cgroup.freeze")).hasContent("0");
    assertThat(freezer().isFrozen(SHOP, WEB)).isFalse();
  }

  @Test
  void versionOneHasOneFileForBoth() throws IOException {
    Path group = root.resolve("freezer/jcompose/shop/shop-web-1");
    Files.createDirectories(group);
    Files.createFile(root.resolve("freezer/cgroup.procs"));
    Files.writeString(group.resolve("freezer.state"), "THAWED\n");

    freezer().freeze(SHOP, WEB);
    assertThat(freezer().isFrozen(SHOP, WEB)).isTrue();
    freezer().thaw(SHOP, WEB);

    assertThat(group.resolve("freezer.state")).hasContent("THAWED");
    assertThat(freezer().isFrozen(SHOP, WEB)).isFalse();
  }

  @Test
  void whatDoesNotComeToRestGoesOn() throws IOException {
    Path group = versionTwo();
    Files.writeString(group.resolve("cgroup.events"), "populated 1\nfrozen 0\n");
    Thread.currentThread().interrupt(); // who is interrupted waits no longer

    assertThatThrownBy(() -> freezer().freeze(SHOP, WEB))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("does not come to rest");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(group.resolve("cgroup.freeze")).hasContent("0");
  }

  @Test
  void aHostWithoutTheFreezerSaysSo() {
    assertThat(freezer().isFrozen(SHOP, WEB)).isFalse();
    freezer().thaw(SHOP, WEB);
    assertThatThrownBy(() -> freezer().freeze(SHOP, WEB))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("no control group that could be frozen");
  }

  private Path versionTwo() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids\n");
    Path group = root.resolve("jcompose/shop/shop-web-1");
    Files.createDirectories(group);
    Files.writeString(group.resolve("cgroup.freeze"), "0\n");
    return group;
  }

  private Freezer freezer() {
    return new Freezer(root);
  }
}
