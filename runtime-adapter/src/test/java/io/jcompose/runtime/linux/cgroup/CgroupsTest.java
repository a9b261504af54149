package io.jcompose.runtime.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both versions as files in a temporary folder; what the kernel makes of them is tested elsewhere.
 */
class CgroupsTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final ContainerName WEB = new ContainerName("shop-web-1");

  private final List<String> warnings = new ArrayList<>();
  @TempDir Path root;

  @Test
  void onVersionTwoThereIsOneGroupAndItsParentsHandDownTheControllersThatAreOffered()
      throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu memory pids hugetlb\n");

    cgroups().create(SHOP, WEB);

    assertThat(root.resolve("jcompose/shop/shop-web-1")).isDirectory();
    for (String parent : List.of("", "jcompose", "jcompose/shop")) {
      assertThat(root.resolve(parent).resolve("cgroup.subtree_control")).content().startsWith("+");
    }
    assertThat(root.resolve("jcompose/shop/shop-web-1/cgroup.subtree_control")).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  @Test
  void onVersionOneThereIsAGroupInEveryHierarchyThatIsMounted() throws IOException {
    mountVersionOne("memory");
    mountVersionOne("pids");
    Files.createDirectory(root.resolve("freezer")); // a folder, but nothing is mounted there

    cgroups().create(SHOP, WEB);

    assertThat(root.resolve("memory/jcompose/shop/shop-web-1")).isDirectory();
    assertThat(root.resolve("pids/jcompose/shop/shop-web-1")).isDirectory();
    assertThat(root.resolve("freezer")).isEmptyDirectory();
  }

  @Test
  void whatIsRemovedIsGoneWithItsEmptyParentsAndASecondTimeIsHarmless() throws IOException {
    mountVersionOne("memory");
    cgroups().create(SHOP, WEB);

    cgroups().remove(SHOP, WEB);
    cgroups().remove(SHOP, WEB);

    assertThat(root.resolve("memory/jcompose")).doesNotExist();
  }

  @Test
  void aNeighboursGroupKeepsTheParents() throws IOException {
    mountVersionOne("memory");
    ContainerName neighbour = new ContainerName("shop-db-1");
    cgroups().create(SHOP, WEB);
    cgroups().create(SHOP, neighbour);

    cgroups().remove(SHOP, WEB);

    assertThat(root.resolve("memory/jcompose/shop/shop-db-1")).isDirectory();
  }

  @Test
  void aHostWithoutControlGroupsRunsContainersWithoutThem() {
    cgroups().create(SHOP, WEB);
    cgroups().remove(SHOP, WEB);

    assertThat(root).isEmptyDirectory();
  }

  private Cgroups cgroups() {
    return new Cgroups(root, warnings::add);
  }

  private void mountVersionOne(String controller) throws IOException {
    Files.createFile(Files.createDirectory(root.resolve(controller)).resolve("cgroup.procs"));
  }
}
