package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.scheduler.runtime.Privileged;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers call themselves and each other, asked of programs inside of them. */
@Privileged
class NamesOfContainersTest {
  private static final String SELF = "hostname; cat /etc/hostname; echo $HOSTNAME";

  @TempDir Path directory;

  private FileProject up(String yaml) {
    return new FileProject(directory, yaml).up();
  }

  @Test
  void aDomainStandsBehindTheHostNameInTheKernelAndTheHostsFile() {
    try (FileProject project =
        up(
            """
            services:
              web:
                image: rootfs:/
                command: sleep infinity
                hostname: front
                domainname: example.org
            """)) {
      assertThat(project.sh("web", SELF)).isEqualTo("front\nfront\nfront");
      assertThat(project.sh("web", "cat /proc/sys/kernel/domainname")).isEqualTo("example.org");
      assertThat(project.sh("web", "grep front /etc/hosts"))
          .matches("[0-9.]+\tfront\\.example\\.org front .*");
    }
  }

  @Test
  void whoJoinsAServiceIsCalledLikeItUntilItIsStartedAnew() {
    try (FileProject project =
        up(
            """
            services:
              web: {image: 'rootfs:/', command: sleep infinity}
              helper: {image: 'rootfs:/', command: sleep infinity, network_mode: 'service:web'}
            """)) {
      String web = project.shortId("web");
      String same = web + "\n" + web + "\n" + web;
      assertThat(project.sh("web", SELF)).isEqualTo(same);
      assertThat(project.sh("helper", SELF)).isEqualTo(same);

      project.restart("web");
      assertThat(project.sh("helper", SELF)).isEqualTo(same);

      project.replace("web");
      assertThat(project.shortId("web")).isNotEqualTo(web);
      assertThat(project.sh("helper", SELF)).isEqualTo(same);

      project.restart("helper");
      assertThat(project.sh("helper", SELF)).isEqualTo(project.sh("web", SELF));
    }
  }

  @Test
  void whoJoinsAContainerIsCalledLikeIt() {
    try (FileProject project =
        up(
            """
            services:
              web: {image: 'rootfs:/', command: sleep infinity, domainname: example.org}
              helper:
                image: rootfs:/
                command: sleep infinity
                network_mode: 'container:PROJECT-web-1'
            """)) {
      assertThat(project.sh("helper", SELF)).isEqualTo(project.sh("web", SELF));
      assertThat(project.sh("helper", "cat /proc/sys/kernel/domainname")).isEqualTo("example.org");
    }
  }

  @Test
  void onTheHostsNetworkTheHostsNameIsOnesOwnUnlessTheFileHasAnother() {
    try (FileProject project =
        up(
            """
            services:
              plain: {image: 'rootfs:/', command: sleep infinity, network_mode: host}
              named:
                image: rootfs:/
                command: sleep infinity
                network_mode: host
                hostname: other
            """)) {
      assertThat(project.sh("plain", "hostname")).isEqualTo(Command.run("hostname"));
      assertThat(project.sh("named", "hostname")).isEqualTo("other");
    }
  }

  @Test
  void inAPodForAllEachHasItsNameAndFindsTheOthersByTheirIds() {
    try (FileProject project =
        up(
            """
            services:
              web: {image: 'rootfs:/', command: sleep infinity}
              db: {image: 'rootfs:/', command: sleep infinity}
            x-jcompose: {topology: pod}
            """)) {
      String address = project.sh("web", "getent ahostsv4 web | cut -d' ' -f1 | sort -u");
      assertThat(project.sh("web", "hostname")).isEqualTo(project.shortId("web"));
      assertThat(project.sh("db", "hostname")).isEqualTo(project.shortId("db"));
      assertThat(found(project, "web", project.shortId("db"))).isEqualTo(address);

      project.replace("db");
      assertThat(found(project, "web", project.shortId("db"))).isEqualTo(address);
      assertThat(found(project, "db", project.shortId("web"))).isEqualTo(address);
    }
  }

  @Test
  void theNameServerKnowsAContainerByTheShortFormOfItsIdInEachNetworkItIsIn() {
    try (FileProject project =
        up(
            """
            services:
              web: {image: 'rootfs:/', command: sleep infinity, networks: [front, back]}
              db: {image: 'rootfs:/', command: sleep infinity, networks: [back]}
            networks: {front: , back: }
            """)) {
      String id = project.shortId("web");
      String address = found(project, "db", "web");
      await().untilAsserted(() -> assertThat(found(project, "db", id)).isEqualTo(address));
      assertThat(project.sh("db", "getent hosts none-" + id + " || echo none")).isEqualTo("none");
    }
  }

  /** A network joined while the pod runs gave it an address there, but no name. */
  @Test
  void aPodThatJoinsANetworkIsFoundThere() {
    try (FileProject project =
        up(
            """
            services:
              web: {image: 'rootfs:/', command: sleep infinity, networks: [front]}
              db: {image: 'rootfs:/', command: sleep infinity, networks: [back]}
            networks: {front: , back: }
            """)) {
      NetworkPlan back = project.network("back");
      ContainerName web = project.container("web");
      project
          .runtime()
          .pods()
          .connect(
              project.name(),
              new ContainerName(web + "-infra"),
              AttachmentPlan.of(back.name(), List.of(web.value(), "shop")));

      for (String name : List.of("shop", web.value(), project.shortId("web"))) {
        await().untilAsserted(() -> assertThat(found(project, "db", name)).isNotEmpty());
      }
      project
          .runtime()
          .pods()
          .disconnect(project.name(), new ContainerName(web + "-infra"), back.name());
    }
  }

  private static String found(FileProject project, String asking, String name) {
    return project.sh(asking, "getent ahostsv4 " + name + " | cut -d' ' -f1 | sort -u");
  }
}
