package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsFileTest {

  @Test
  void everyNameOfThePodMeansItsAddress() {
    assertThat(
            HostsFile.text(
                Allocations.ONE,
                "3f4d5e",
                List.of("db", "shop-db-1", "shop-web-1", "web"),
                List.of()))
        .isEqualTo(
            """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            10.210.7.2\t3f4d5e db shop-db-1 shop-web-1 web
            """);
  }

  @Test
  void theContainersOwnNameStandsFirstAndOnce() {
    assertThat(HostsFile.text(Allocations.ONE, "web", List.of("db", "web"), List.of()))
        .endsWith("10.210.7.2\tweb db\n");
  }

  @Test
  void extraHostsComeBeforeThePodsNamesBecauseTheFirstWins() {
    assertThat(
            HostsFile.text(
                Allocations.ONE,
                "web",
                List.of("db"),
                List.of(
                    new ExtraHost("db", "192.0.2.7"),
                    new ExtraHost("six", "2001:db8::1"),
                    new ExtraHost("host.docker.internal", ExtraHost.HOST_GATEWAY))))
        .endsWith(
            """
            192.0.2.7\tdb
            2001:db8::1\tsix
            10.210.7.1\thost.docker.internal
            10.210.7.2\tweb db
            """);
  }
}
