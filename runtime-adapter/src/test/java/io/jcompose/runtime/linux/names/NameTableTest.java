package io.jcompose.runtime.linux.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.MacAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.linux.dns.Zone;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameTableTest {
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final NetworkName NETWORK = new NetworkName("shop_default");
  private static final IpAddress FIRST = IpAddress.of("10.1.0.2");
  private static final IpAddress SECOND = IpAddress.of("10.1.0.3");
  private final NameTable table = new NameTable();

  @Test
  void aServiceIsItsHealthyReplicas() {
    putReplicas(Presence.READY, Presence.RUNNING);

    assertThat(zone().names())
        .containsEntry("web", List.of(FIRST))
        .containsEntry("shop-web-1", List.of(FIRST))
        .containsEntry("shop-web-2", List.of(SECOND));
  }

  @Test
  void aContainerIsFoundByTheShortFormOfItsId() {
    putReplicas(Presence.READY, Presence.RUNNING);

    assertThat(zone().names())
        .containsEntry("0123456789a1", List.of(FIRST))
        .containsEntry("0123456789a2", List.of(SECOND));
  }

  @Test
  void whoJoinedAPodIsFoundNeitherByNameNorById() {
    putReplicas(Presence.ABSENT, Presence.ABSENT);
    table.put(
        pod(1),
        new Resident(new ContainerName("shop-helper-1"), new ServiceName("helper"), "ba9876543210"),
        Presence.READY);

    assertThat(zone().names()).doesNotContainKeys("shop-helper-1", "ba9876543210");
  }

  @Test
  void whereNoReplicaIsHealthyItIsThoseThatRun() {
    putReplicas(Presence.RUNNING, Presence.RUNNING);

    assertThat(zone().names()).containsEntry("web", List.of(FIRST, SECOND));
  }

  @Test
  void whereNoReplicaRunsItIsThoseThatDidAsLongAsTheirPodsAreThere() {
    putReplicas(Presence.AWAY, Presence.ABSENT);

    assertThat(zone().names()).containsEntry("web", List.of(FIRST));
    table.remove(pod(1));
    assertThat(zone().names()).doesNotContainKey("web");
  }

  @Test
  void whoIsAwayIsNotFoundWhereAnotherRuns() {
    putReplicas(Presence.AWAY, Presence.RUNNING);

    assertThat(zone().names()).containsEntry("web", List.of(SECOND));
  }

  @Test
  void aServiceThatHasNotRunYetIsKnownAndHasNoAddress() {
    putReplicas(Presence.ABSENT, Presence.ABSENT);

    assertThat(zone().names()).isEmpty();
    assertThat(zone().silent())
        .containsExactlyInAnyOrder(
            "web", "shop-web-1", "shop-web-2", "0123456789a1", "0123456789a2");
  }

  @Test
  void addressesLeadBackToContainers() {
    putReplicas(Presence.READY, Presence.READY);

    assertThat(zone().reverse())
        .containsEntry(FIRST, "shop-web-1")
        .containsEntry(SECOND, "shop-web-2");
  }

  @Test
  void neighboursOfOtherProjectsAreFoundToo() {
    putReplicas(Presence.READY, Presence.ABSENT);
    IpAddress theirs = IpAddress.of("10.1.0.9");
    Fragment other =
        new Fragment(
            Fragment.VERSION,
            Map.of("mail", List.of(theirs)),
            Map.of(),
            Map.of(),
            Set.of("mail"),
            Map.of(theirs, "post-mail-1"));

    Zone zone = NameTable.zone(NETWORK, List.of(table.fragment(NETWORK, SHOP), other));

    assertThat(zone.names()).containsKeys("web", "mail");
    assertThat(zone.reverse()).containsEntry(theirs, "post-mail-1");
  }

  @Test
  void whatChangesNothingIsNotTold() {
    putReplicas(Presence.READY, Presence.READY);

    assertThat(present(1, Presence.READY)).isEmpty();
    assertThat(present(1, Presence.RUNNING)).containsExactly(NETWORK);
    assertThat(table.remove(container(1))).containsExactly(NETWORK);
    assertThat(table.remove(container(1))).isEmpty();
  }

  private Zone zone() {
    return NameTable.zone(NETWORK, List.of(table.fragment(NETWORK, SHOP)));
  }

  private void putReplicas(Presence first, Presence second) {
    put(1, FIRST);
    put(2, SECOND);
    present(1, first);
    present(2, second);
  }

  private void put(int number, IpAddress address) {
    ContainerName container = container(number);
    AttachmentPlan place = AttachmentPlan.of(NETWORK, List.of("web", container.value()));
    PodLink link =
        new PodLink(
            NETWORK,
            "eth0",
            Optional.empty(),
            List.of(address),
            List.of(),
            new MacAddress("02:00:00:00:00:01"),
            Map.of(),
            0);
    table.put(pod(number), List.of(place), List.of(link));
  }

  private Set<NetworkName> present(int number, Presence presence) {
    return table.put(
        pod(number),
        new Resident(container(number), new ServiceName("web"), "0123456789a" + number),
        presence);
  }

  private static ContainerName container(int number) {
    return new ContainerName("shop-web-" + number);
  }

  private static PodKey pod(int number) {
    return new PodKey(SHOP, new ContainerName("shop-web-" + number + "-infra"));
  }
}
