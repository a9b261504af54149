package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.error.Problem;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.NetworkMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each key of a service becomes. */
class ServiceKeysTest {
  private List<Problem> warnings = List.of();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3000                                            | 3000/tcp
          "3000"                                          | 3000/tcp
          8000:80                                         | 8000:80/tcp
          3000-3001                                       | 3000/tcp 3001/tcp
          9090-9091:8080-8081                             | 9090:8080/tcp 9091:8081/tcp
          8000-9000:80                                    | 8000-9000:80/tcp
          127.0.0.1::80                                   | 127.0.0.1::80/tcp
          127.0.0.1:8001:8001                             | 127.0.0.1:8001:8001/tcp
          "[::1]:6001:6001"                               | [::1]:6001:6001/tcp
          "::1:6000:6000"                                 | [::1]:6000:6000/tcp
          53:53/UDP                                       | 53:53/udp
          5000:5000/sctp                                  | 5000:5000/sctp
          0:80                                            | 80/tcp
          {target: 80}                                    | 80/tcp
          {target: 80, published: 8080, name: web}        | 8080:80/tcp
          {target: 80, published: "80-90", mode: host}    | 80-90:80/tcp
          {target: 53, host_ip: "::1", protocol: udp}     | [::1]::53/udp
          """)
  void aPortIsReadInBothForms(String port, String expected) {
    assertThat(
            service("ports: [" + port + "]").network().ports().stream()
                .map(PortMapping::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80:80:80:80",
        "a:80",
        "80-70:80",
        "80:80/icmp",
        "1.2.3:80:80",
        "-1",
        "65536",
        "''",
        "80:",
        "{target: 80, mode: vip}",
        "{target: x}",
        "{target: 80, host_ip: localhost}"
      })
  void aPortThatMeansNothingIsRefused(String port) {
    assertThatThrownBy(() -> service("ports: [" + port + "]"))
        .hasMessageContaining("services.s.ports[0]");
  }

  @Test
  void portRangesAreBoundedForAWholeProject() {
    assertThatThrownBy(() -> service("ports: [1-65535, 1-65535/udp, 1-65535/sctp, 1-65534]"))
        .hasMessageContaining("the project's port ranges come to more than 200000 ports");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /data                         | AnonymousVolume[target=/data, readOnly=false]
          data:/a/../b/                 | Volume[volume=p_data, target=/b, readOnly=false, noCopy=false, subpath=Optional.empty, labels={}]
          data:/b:ro,nocopy             | Volume[volume=p_data, target=/b, readOnly=true, noCopy=true, subpath=Optional.empty, labels={}]
          ./x:/b                        | Bind[source=/srv/p/x, target=/b, readOnly=false, createHostPath=true, propagation=Optional.empty, selinux=Optional.empty, recursion=Optional.empty, consistency=Optional.empty]
          ../x:/b:ro,Z,rslave           | Bind[source=/srv/x, target=/b, readOnly=true, createHostPath=true, propagation=Optional[rslave], selinux=Optional[Z], recursion=Optional.empty, consistency=Optional.empty]
          ~:/b:rw,cached                | Bind[source=/root, target=/b, readOnly=false, createHostPath=true, propagation=Optional.empty, selinux=Optional.empty, recursion=Optional.empty, consistency=Optional.empty]
          {type: volume, target: /b}    | AnonymousVolume[target=/b, readOnly=false]
          {type: volume, source: data, target: /b, read_only: true, volume: {nocopy: true}} | Volume[volume=p_data, target=/b, readOnly=true, noCopy=true, subpath=Optional.empty, labels={}]
          {type: bind, source: x, target: /b, bind: {create_host_path: false, selinux: z, propagation: shared}} | Bind[source=/srv/p/x, target=/b, readOnly=false, createHostPath=false, propagation=Optional[shared], selinux=Optional[z], recursion=Optional.empty, consistency=Optional.empty]
          {type: tmpfs, target: /b, tmpfs: {size: 1m, mode: 0o700}} | Tmpfs[target=/b, sizeBytes=OptionalLong[1048576], mode=OptionalInt[448], options=]
          """)
  void aVolumeIsReadInBothForms(String volume, String expected) {
    String quote = volume.startsWith("{") ? "" : "\"";
    assertThat(service("volumes: [" + quote + volume + quote + "]").mounts())
        .extracting(Mount::toString)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a                             | Tmpfs[target=/a, sizeBytes=OptionalLong.empty, mode=OptionalInt.empty, options=]
          /a:size=64m,mode=1777,noexec   | Tmpfs[target=/a, sizeBytes=OptionalLong[67108864], mode=OptionalInt[1023], options=noexec]
          """)
  void aTmpfsIsReadWithItsOptions(String tmpfs, String expected) {
    assertThat(service("tmpfs: '" + tmpfs + "'").mounts())
        .extracting(Mount::toString)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sh -c 'echo "a b"; exit'   | sh,-c,echo "a b"; exit
          echo "a\\"b" c\\ d ''      | echo,a"b,c d,
          echo $$HOME a#b            | echo,$HOME,a#b
          a b; c >d                  | a,b
          """)
  void aCommandIsSplitAsAShellSplitsItButNoShellIsRun(String command, String expected) {
    assertThat(service("command: >-\n      " + command).process().command().orElseThrow())
        .isEqualTo(List.of(expected.split(",", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ~          | Optional.empty
          []         | Optional[[]]
          ""         | Optional[[]]
          [a, '']    | Optional[[a, ]]
          """)
  void noCommandIsNotTheSameAsAnEmptyOne(String command, String expected) {
    assertThat(service("command: " + command).process().command()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "1m30s, PT1M30S",
    "1h5m30s20ms, PT1H5M30.02S",
    "500ms, PT0.5S",
    "1.5s, PT1.5S",
    "2d, PT48H",
    "1w, PT168H",
    "10us, PT0.00001S",
    "0, PT0S"
  })
  void aDurationIsReadWithAllUnits(String written, String expected) {
    assertThat(service("stop_grace_period: " + written).process().stopGracePeriod())
        .hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "--1s", "s", "1s 2s", "1y", "99999999999999w", "[1s]", "1..5s"})
  void whatIsNoDurationIsRefused(String written) {
    assertThatThrownBy(() -> service("stop_grace_period: " + written))
        .hasMessageContaining("services.s.stop_grace_period: must be a");
  }

  @ParameterizedTest
  @CsvSource({"64m, 67108864", "1g, 1073741824", "1.5k, 1536", "2KB, 2048", "10, 10", "1b, 1"})
  void aSizeIsReadInPowersOf1024(String written, long expected) {
    Mount mount =
        service("volumes: [{type: tmpfs, target: /t, tmpfs: {size: " + written + "}}]")
            .mounts()
            .get(0);
    assertThat(((Mount.Tmpfs) mount).sizeBytes()).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({"0440, 288", "0o440, 288", "'\"440\"', 288", "288, 288"})
  void permissionBitsAreOctalUnlessTheyAreAPlainNumber(String written, int expected) {
    Mount mount =
        service("volumes: [{type: tmpfs, target: /t, tmpfs: {mode: " + written + "}}]")
            .mounts()
            .get(0);
    assertThat(((Mount.Tmpfs) mount).mode()).hasValue(expected);
  }

  @Test
  void oldBooleansAreUnderstoodWithAWarning() {
    assertThat(service("init: yes").process().init()).isTrue();
    assertThat(warnings)
        .extracting(Problem::message)
        .containsExactly("'yes' is not a boolean of YAML 1.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {test: curl x}                | [CMD-SHELL, curl x]
          {test: [CMD, curl, x]}        | [CMD, curl, x]
          {test: [CMD-SHELL, curl x]}   | [CMD-SHELL, curl x]
          """)
  void aHealthTestIsReadInBothForms(String healthcheck, String expected) {
    assertThat(service("healthcheck: " + healthcheck).healthcheck().test().orElseThrow())
        .hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{disable: true}", "{test: [NONE]}", "{test: x, disable: true}"})
  void aHealthcheckCanBeTurnedOff(String healthcheck) {
    assertThat(service("healthcheck: " + healthcheck).healthcheck().disabled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "no, no",
    "always, always",
    "unless-stopped, unless-stopped",
    "on-failure, on-failure",
    "'on-failure:3', on-failure:3"
  })
  void aRestartPolicyIsRead(String written, String expected) {
    assertThat(service("restart: '" + written + "'").restart()).hasToString(expected);
  }

  @Test
  void hostsComeAsListOrMapAndWithSeveralAddresses() {
    assertThat(service("extra_hosts: ['a=1.2.3.4', 'b:5.6.7.8', 'c=[::1]']").network().extraHosts())
        .extracting(host -> host.name() + " " + host.address())
        .containsExactly("a 1.2.3.4", "b 5.6.7.8", "c ::1");
    assertThat(
            service("extra_hosts: {a: [1.2.3.4, '::1'], g: host-gateway}").network().extraHosts())
        .extracting(host -> host.name() + " " + host.address())
        .containsExactly("a 1.2.3.4", "a ::1", "g host-gateway");
  }

  @Test
  void keysWithoutEffectAndUnknownVolumeOptionsAreWarnings() {
    service("isolation: hyperv\n    volumes: ['/x:/y:zz']");

    assertThat(warnings)
        .extracting(problem -> problem.path() + ": " + problem.message())
        .containsExactly(
            "services.s.volumes[0]: volume option 'zz' is not known and has no effect",
            "services.s.isolation: 'isolation' has no effect: it is for Windows containers");
  }

  @Test
  void keysOfNetworksAreForRunning() {
    Service service =
        service(
            """
            networks: {default: {aliases: [www], interface_name: eth7, ipv4_address: 10.5.0.7}}
                scale: 2
                dns: 9.9.9.9
                sysctls: {net.core.somaxconn: 1024}""");

    assertThat(service.attachments().networks().keySet()).containsExactly("default");
    assertThat(service.deployment().scale()).hasValue(2);
    assertThat(service("network_mode: host").attachments().mode()).contains(new NetworkMode.Host());
  }

  @Test
  void ofAddressManagementThePoolsAreForRunning() {
    String networks = "networks: [n]\nnetworks: {n: {ipam: {%s}}}";

    assertThat(service(networks.formatted("driver: default, config: [{subnet: 10.5.0.0/16}]")))
        .isNotNull();
    assertThatThrownBy(() -> service(networks.formatted("driver: dhcp")))
        .hasMessageContaining("networks.n.ipam.driver: 'driver' is not supported by jcompose yet");
    assertThatThrownBy(() -> service(networks.formatted("options: {a: b}")))
        .hasMessageContaining(
            "networks.n.ipam.options: 'options' is not supported by jcompose yet");
  }

  private Service service(String keys) {
    String text =
        "services:\n  s:\n    image: x\n    " + keys + "\nvolumes: {data: {}}\nx-mine: [1]\n";
    LoadedProject loaded =
        new ComposeLoader(new MemorySources().with("/srv/p/compose.yaml", text))
            .load(LoadRequest.in("/srv/p", Map.of("HOME", "/root")));
    warnings = loaded.warnings();
    return loaded.runnable().services().values().iterator().next();
  }
}
