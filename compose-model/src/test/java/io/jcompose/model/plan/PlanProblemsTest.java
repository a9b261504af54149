package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.error.InvalidComposeFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a file has no plan: each row is a file, then all that is told of it. */
class PlanProblemsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          host           | links: [z]                        | 1:13: services.a.links: 'links' cannot be had in the host's network | remove it
          host           | external_links: [old]              | 1:13: services.a.external_links: 'external_links' cannot be had in the host's network | remove it
          host           | mac_address: '02:42:ac:11:00:09'  | 1:13: services.a.mac_address: 'mac_address' cannot be had in the host's network | remove it
          host           | sysctls: {net.a: 1}              | 1:13: services.a.sysctls: 'sysctls' cannot be had in the host's network | remove it
          'service:z'    | links: [z]                        | 1:13: services.a.links: 'links' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | external_links: [old]              | 1:13: services.a.external_links: 'external_links' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | mac_address: '02:42:ac:11:00:09'  | 1:13: services.a.mac_address: 'mac_address' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | ports: [80]                       | 1:13: services.a.ports: 'ports' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | expose: [80]                      | 1:13: services.a.expose: 'expose' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | hostname: www                     | 1:13: services.a.hostname: 'hostname' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | extra_hosts: [b=10.0.0.1]         | 1:13: services.a.extra_hosts: 'extra_hosts' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:z'    | dns: 9.9.9.9                      | 1:13: services.a.dns: 'dns' cannot be had in the network of service 'z' | give it to services.z, or remove it
          'service:h'    | sysctls: {net.a: 1}               | 1:13: services.a.sysctls: 'sysctls' cannot be had in the network of service 'h' | give it to services.h, or remove it
          'container:c'  | ports: [80]                       | 1:13: services.a.ports: 'ports' cannot be had in the network of container 'c' | remove it
          'container:c'  | sysctls: {net.a: 1}               | 1:13: services.a.sysctls: 'sysctls' cannot be had in the network of container 'c' | remove it
          """)
  void whoHasNoNetworkOfItsOwnCannotHaveThisEither(
      String mode, String key, String problem, String hint) {
    String file =
        "{services: {a: {image: x, network_mode: "
            + mode
            + ", "
            + key
            + "}, z: {image: x}, h: {image: x, network_mode: host}}}";

    assertThat(FilePlan.problems(file)).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          host          | ports: ['80:80']
          host          | hostname: www
          host          | extra_hosts: [b=10.0.0.1]
          host          | dns: 9.9.9.9
          host          | expose: [80]
          none          | ports: ['80:80']
          none          | sysctls: {net.a: 1}
          'service:z'   | dns_search: example.org
          'service:z'   | sysctls: {net.a: 1}
          'service:n'   | sysctls: {net.a: 1}
          bridge        | mac_address: '02:42:ac:11:00:09'
          """)
  void andThisItCan(String mode, String key) {
    String file =
        "{services: {a: {image: x, network_mode: "
            + mode
            + ", "
            + key
            + "}, z: {image: x}, n: {image: x, network_mode: none}}}";

    assertThat(FilePlan.problems(file)).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: {image: x, network_mode: 'service:z'}, z: {image: x, scale: 0}  | 1:13: services.a.network_mode: service 'z' has no container whose network could be joined | give it a replica
          a: {image: x, network_mode: 'service:z', depends_on: {z: {condition: service_started, required: false}}}, z: {image: x, profiles: [p]} | 1:13: services.a.network_mode: service 'z', whose network is to be joined, is not part of the project | make it active, or change 'network_mode'
          a: {image: x, scale: 3, ports: ['80:80']}                          | 1:13: services.a.ports: '80:80/tcp' has not enough host ports for 3 replicas | publish a range of 3 host ports, or the container's port alone
          a: {image: x, scale: 3, ports: ['81', '90-91:90', '70-72:70']}     | 1:13: services.a.ports: '90-91:90/tcp' has not enough host ports for 3 replicas | publish a range of 3 host ports, or the container's port alone
          a: {image: x, network_mode: none, container_name: bb}, c: {image: x, container_name: bb-infra} | 1:68: services.c.container_name: container name 'bb-infra' is already that of a pod's infra container | give this service another 'container_name', or none
          c: {image: x, container_name: bb-infra}, a: {image: x, network_mode: none, container_name: bb} | 1:54: services.a: its pod's infra container is called 'bb-infra', which is already that of service 'c' | give that service another 'container_name', or none
          a: {image: x, scale: 2, mac_address: '02:42:ac:11:00:09'}          | 1:13: services.a.mac_address: '02:42:ac:11:00:09' cannot be the address of 2 replicas | remove it, or run one replica
          a: {image: x, mac_address: '02:42:ac:11:00:09'}, b: {image: x, networks: {default: {mac_address: '02-42-AC-11-00-09'}}} | 1:62: services.b.networks.default.mac_address: '02:42:ac:11:00:09' is already the address of service 'a' | choose another one
          a: {image: x, networks: {default: {link_local_ips: [10.1.1.1]}}}   | 1:13: services.a.networks.default.link_local_ips: '10.1.1.1' is not a link-local address | choose one of 169.254.0.0/16 or fe80::/10
          """)
  void whatServicesAskFor(String services, String problem, String hint) {
    assertThat(FilePlan.problems("{services: {" + services + "}}")).isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [n, default]      | {driver: host}                 | 1:12: services.a.networks.n: the host's network cannot be had besides other networks | name this network alone, or leave it out
          [n, default]      | {external: true, name: none}   | 1:12: services.a.networks.n: having no network and having others exclude each other | name this network alone, or leave it out
          [n, default]      | {name: app_default}            | 1:12: services.a.networks.n: 'n' and 'default' are the same network, app_default | name one of them
          [n]               | {driver: overlay}              | 2:12: networks.n.driver: there is no network driver 'overlay' | write 'bridge', 'macvlan', 'ipvlan', 'p2p', 'host' or 'none'
          [n]               | {enable_ipv4: false}           | 2:12: networks.n.enable_ipv4: the network has neither IPv4 nor IPv6 addresses | add 'enable_ipv6: true', or remove 'enable_ipv4'
          [n]               | {driver: p2p}                  | 2:12: networks.n: a network of driver 'p2p' connects two pods, and this one has 1 | attach two containers to it, or choose driver 'bridge'
          [n]               | {ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 10.6.0.0/16}]}} | 2:12: networks.n.ipam.config: a network has one subnet of each version of IP at most, and 2 of IPv4 are given | keep one, wide enough for all
          [n]               | {ipam: {config: [{subnet: 'fd00:5::/64'}, {subnet: 'fd00:6::/64'}]}} | 2:12: networks.n.ipam.config: a network has one subnet of each version of IP at most, and 2 of IPv6 are given | keep one, wide enough for all
          [n]               | {ipam: {config: [{gateway: 10.5.0.1}]}} | 2:12: networks.n.ipam.config[0]: an address pool needs a subnet | add 'subnet', such as '10.5.0.0/16'
          [n]               | {ipam: {config: [{subnet: 10.5.0.0/16, gateway: 10.6.0.1}]}} | 2:12: networks.n.ipam.config[0].gateway: '10.6.0.1' is not in subnet 10.5.0.0/16 | choose one of that subnet
          [n]               | {ipam: {config: [{subnet: 10.5.0.0/16, ip_range: 10.4.0.0/15}]}} | 2:12: networks.n.ipam.config[0].ip_range: '10.4.0.0/15' is not in subnet 10.5.0.0/16 | choose one of that subnet
          [n]               | {ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 'fd00:5::/64', aux_addresses: {printer: 'fd00:6::1'}}]}} | 2:12: networks.n.ipam.config[1].aux_addresses.printer: 'fd00:6::1' is not in subnet fd00:5::/64 | choose one of that subnet
          """)
  void whatNetworksAskFor(String networks, String network, String problem, String hint) {
    assertThat(
            FilePlan.problems(
                """
                services: {a: {image: x, networks: %s}}
                networks: {n: %s}
                """
                    .formatted(networks, network)))
        .isEqualTo(text(problem, hint));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ipv4_address | 10.6.0.1     | '10.6.0.1' is not in subnet 10.5.0.0/16 of network 'n'           | choose an address of that subnet
          ipv4_address | 10.5.0.0     | '10.5.0.0' is the lowest address of network 'n'                  | choose another address of 10.5.0.0/16
          ipv4_address | 10.5.0.1     | '10.5.0.1' is the gateway of network 'n'                         | choose another address of 10.5.0.0/16
          ipv4_address | 10.5.0.9     | '10.5.0.9' is an auxiliary address of network 'n'                | choose another address of 10.5.0.0/16
          ipv4_address | 10.5.255.255 | '10.5.255.255' is the broadcast address of network 'n'           | choose another address of 10.5.0.0/16
          ipv4_address | 'fd00:5::7'  | 'fd00:5::7' is not an IPv4 address                               | write it under 'ipv6_address'
          ipv6_address | 10.5.0.7     | '10.5.0.7' is not an IPv6 address                                | write it under 'ipv4_address'
          ipv6_address | 'fd00:6::7'  | 'fd00:6::7' is not in subnet fd00:5::/64 of network 'n'          | choose an address of that subnet
          ipv6_address | 'fd00:5::'   | 'fd00:5::' is the lowest address of network 'n'                  | choose another address of fd00:5::/64
          ipv6_address | 'fd00:5::2'  | 'fd00:5::2' is the gateway of network 'n'                        | choose another address of fd00:5::/64
          """)
  void aFixedAddressIsOneOfTheSubnetThatNobodyElseHas(
      String key, String address, String message, String hint) {
    String networks =
        """
        {n: {ipam: {config: [{subnet: 10.5.0.0/16, aux_addresses: {printer: 10.5.0.9}}, \
        {subnet: 'fd00:5::/64', gateway: 'fd00:5::2'}]}}}""";
    String file =
        "{services: {a: {image: x, networks: {n: {%s: %s}}}}, networks: %s}"
            .formatted(key, address, networks);

    assertThat(FilePlan.problems(file))
        .isEqualTo(text("1:13: services.a.networks.n." + key + ": " + message, hint));
  }

  @ParameterizedTest
  @CsvSource({"ipv4_address, 10.5.0.7,   10.5.0.0/16", "ipv6_address, 'fd00::7', 'fd00:5::/64'"})
  void aNetworkWhoseSubnetIsChosenHasNoFixedAddresses(String key, String address, String subnet) {
    String shown = subnet.contains(":") ? "'" + subnet + "'" : subnet;

    assertThat(
            FilePlan.problems(
                "{services: {a: {image: x, networks: {default: {%s: '%s'}}}}}"
                    .formatted(key, address)))
        .isEqualTo(
            text(
                "1:13: services.a.networks.default."
                    + key
                    + ": network 'default' has no subnet of its own that '"
                    + address
                    + "' could be in",
                "give the network one: 'ipam: {config: [{subnet: " + shown + "}]}'"));
  }

  @Test
  void aFixedAddressIsOnePods() {
    assertThat(
            FilePlan.problems(
                """
                services:
                  a: {image: x, scale: 2, networks: {n: {ipv4_address: 10.5.0.7}}}
                  b: {image: x, networks: {n: {ipv4_address: 10.5.0.7}}}
                networks: {n: {ipam: {config: [{subnet: 10.5.0.0/16}]}}}
                """))
        .isEqualTo(
            """
            file1.yaml:2:3: services.a.networks.n.ipv4_address: '10.5.0.7' cannot be the address \
            of 2 replicas
                hint: remove it, or run one replica
            file1.yaml:3:3: services.b.networks.n.ipv4_address: '10.5.0.7' is already the address \
            of service 'a'
                hint: choose another one""");
  }

  @Test
  void bothEndsOfACableMayUseEveryAddress() {
    assertThat(
            FilePlan.problems(
                """
                services:
                  a: {image: x, networks: {n: {ipv4_address: 10.5.0.0}}}
                  b: {image: x, networks: {n: {ipv4_address: 10.5.0.1}}}
                networks: {n: {driver: p2p, ipam: {config: [{subnet: 10.5.0.0/31}]}}}
                """))
        .isEmpty();
  }

  @Test
  void anExternalNetworksAddressesAreNotKnown() {
    assertThat(
            FilePlan.problems(
                """
                services: {a: {image: x, networks: {n: {ipv4_address: 10.5.0.1}}}}
                networks: {n: {external: true}}
                """))
        .isEmpty();
  }

  @Test
  void twoNetworksHaveTwoNames() {
    String file =
        """
        services: {a: {image: x, networks: [n]}, b: {image: x, networks: [m]}}
        networks:
          n: {name: same}
          m: {name: same}
        """;

    assertThat(FilePlan.problems(file))
        .isEqualTo(
            """
            file1.yaml:4:3: networks.m: 'same' is already the name of network 'n'
                hint: give this network another 'name'""");
    assertThat(FilePlan.problems(file.replace("{name", "{external: true, name"))).isEmpty();
  }

  @Test
  void twoInterfacesOfAPodHaveTwoNames() {
    assertThat(
            FilePlan.problems(
                """
                services:
                  a: {image: x, networks: {n: {interface_name: e}, m: {interface_name: e}}}
                networks: {n: {}, m: {}}
                """))
        .isEqualTo(
            """
            file1.yaml:2:3: services.a.networks.n.interface_name: 'e' is already the interface to \
            network 'm'
                hint: choose another name""");
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dns: 9.9.9.9                                        | dns: 9.9.9.10                                      | dns: one pod cannot have '[9.9.9.10]' and, as service 'a' wants it, '[9.9.9.9]'
          dns_search: a.org                                   | dns_search: b.org                                  | dns_search: one pod cannot have '[b.org]' and, as service 'a' wants it, '[a.org]'
          dns_opt: ['ndots:1']                                | dns_opt: ['ndots:2']                               | dns_opt: one pod cannot have '[ndots:2]' and, as service 'a' wants it, '[ndots:1]'
          sysctls: {net.a: 1}                                 | sysctls: {net.a: 2}                                | sysctls.net.a: one pod cannot have '2' and, as service 'a' wants it, '1'
          external_links: ['one:db']                          | external_links: ['two:db']                         | external_links: one pod cannot have 'two' and, as service 'a' wants it, 'one'
          links: ['h:db']                                     | links: ['n:db']                                    | links: one pod cannot have 'n' and, as service 'a' wants it, 'h'
          networks: {m: {interface_name: e}}                  | networks: {m: {interface_name: f}}                 | networks.m.interface_name: one pod cannot have 'f' and, as service 'a' wants it, 'e'
          networks: {m: {driver_opts: {o: a}}}                | networks: {m: {driver_opts: {o: b}}}               | networks.m.driver_opts: one pod cannot have 'b' and, as service 'a' wants it, 'a'
          networks: {m: {ipv4_address: 10.5.0.7}}             | networks: {m: {ipv4_address: 10.5.0.8}}            | networks.m.ipv4_address: one pod cannot have '10.5.0.8' and, as service 'a' wants it, '10.5.0.7'
          networks: {m: {ipv6_address: 'fd00::7'}}            | networks: {m: {ipv6_address: 'fd00::8'}}           | networks.m.ipv6_address: one pod cannot have 'fd00::8' and, as service 'a' wants it, 'fd00::7'
          networks: {m: {mac_address: '02:42:ac:11:00:07'}}   | networks: {m: {mac_address: '02:42:ac:11:00:08'}}  | networks.m.mac_address: one pod cannot have '02:42:ac:11:00:08' and, as service 'a' wants it, '02:42:ac:11:00:07'
          """)
  void whatOnePodCannotHaveTwice(String one, String other, String problem) {
    String file =
        """
        services:
          a: {image: x, %s}
          b: {image: x, %s}
          h: {image: x, network_mode: host}
          n: {image: x, network_mode: none}
        networks: {m: {ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 'fd00::/64'}]}}}
        x-jcompose: {topology: pod}
        """;

    assertThat(FilePlan.problems(file.formatted(one, other)))
        .isEqualTo(
            text("3:3: services.b." + problem, "make them the same, or choose topology 'bridge'"));
    assertThat(FilePlan.problems(file.formatted(one, one))).isEmpty();
    assertThat(FilePlan.problems(file.formatted(one, "init: false"))).isEmpty();
  }

  @Test
  void oneInterfaceNameIsOneNetworksInASharedPod() {
    assertThat(
            FilePlan.problems(
                """
                services:
                  a: {image: x, networks: {n: {interface_name: e}}}
                  b: {image: x, networks: {m: {interface_name: e}}}
                networks: {n: {}, m: {}}
                x-jcompose: {topology: pod}
                """))
        .isEqualTo(
            """
            file1.yaml:3:3: services.b.networks.m.interface_name: 'e' is already the interface to \
            network 'n'
                hint: choose another name""");
  }

  @Test
  void replicasThatListenDoNotShareAPod() {
    String file =
        """
        services: {a: {image: x, scale: 2, %s}}
        x-jcompose: {topology: pod}
        """;

    assertThat(FilePlan.problems(file.formatted("expose: [80]")))
        .isEqualTo(
            """
            file1.yaml:1:12: services.a: 2 replicas cannot listen on port 80/tcp in one pod
                hint: run one replica, or choose topology 'bridge'""");
    assertThat(FilePlan.problems(file.formatted("init: true"))).isEmpty();
  }

  @Test
  void aContainerNameIsOneContainers() {
    // a file that says so is refused when it is loaded; replicas may also be asked for later
    assertThatThrownBy(() -> service("a").containerName("www").replicas(2).plan())
        .isInstanceOf(InvalidComposeFileException.class)
        .hasMessage(
            """
            app.yaml:2:3: services.a.container_name: one container name cannot serve 2 replicas
                hint: remove 'container_name', or run one replica""");
  }

  private static String text(String problem, String hint) {
    return "file1.yaml:" + problem + "\n    hint: " + hint;
  }
}
