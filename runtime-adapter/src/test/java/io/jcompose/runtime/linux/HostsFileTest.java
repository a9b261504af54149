package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.process.UtsName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFileTest {
  private final HostsFile hosts = new HostsFile(Optional.of(IpAddress.of("10.1.0.1")));

  @Test
  void thePodsOwnNamesMeanItsAddressAndTheFilesOwnEntriesComeFirst() {
    assertThat(
            hosts.text(
                List.of(IpAddress.of("10.1.0.2"), IpAddress.of("fd00::2")),
                UtsName.of("box"),
                List.of("web", "shop-web-1"),
                List.of(
                    new ExtraHost("elsewhere", "192.0.2.7"),
                    new ExtraHost("outside", ExtraHost.HOST_GATEWAY))))
        .isEqualTo(
            """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            192.0.2.7\telsewhere
            10.1.0.1\toutside
            10.1.0.2\tbox web shop-web-1
            fd00::2\tbox web shop-web-1
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "web, example.org, web.example.org web",
    "web.example.org, , web.example.org web",
    "web.shop, example.org, web.shop.example.org web.shop web",
    "web, , web",
  })
  void theFullNameComesFirstAndTheShortOneLast(String host, String domain, String written) {
    UtsName self = new UtsName(host, Optional.ofNullable(domain));

    assertThat(hosts.text(List.of(IpAddress.of("10.1.0.2")), self, List.of("www"), List.of()))
        .endsWith("10.1.0.2\t" + written + " www\n");
  }

  /** The resolver of musl reads 511 bytes of a line and takes the rest for one without address. */
  @Test
  void manyNamesAreSpreadOverLinesThatEveryResolverReads() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "service-number-" + i).toList();

    String text =
        hosts.text(
            List.of(IpAddress.of("10.1.0.2"), IpAddress.of("fd00::2")),
            UtsName.of("box"),
            names,
            List.of());

    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(511));
    assertThat(text.lines().filter(line -> line.startsWith("10.1.0.2\t")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith("10.1.0.2\tbox service-number-0 "));
    for (String address : List.of("10.1.0.2\t", "fd00::2\t")) {
      assertThat(
              text.lines()
                  .filter(line -> line.startsWith(address))
                  .flatMap(line -> Stream.of(line.substring(address.length()).split(" ", -1))))
          .startsWith("box")
          .containsAll(names)
          .hasSize(101);
    }
  }

  @Test
  void withoutANetworkTheOwnNameMeansTheLoopback() {
    assertThat(hosts.text(List.of(), UtsName.of("box"), List.of(), List.of()))
        .endsWith("127.0.0.1\tbox\n");
  }

  @Test
  void inTheHostsNetworkTheHostsFileIsKeptAndExtended() {
    assertThat(hosts.extended("127.0.0.1 localhost\n", List.of(new ExtraHost("a", "192.0.2.1"))))
        .isEqualTo("192.0.2.1\ta\n127.0.0.1 localhost\n");
  }
}
