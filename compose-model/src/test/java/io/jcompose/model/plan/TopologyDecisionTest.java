package io.jcompose.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.SmallProject;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyDecisionTest {
  private static final ImageFacts EVERY_IMAGE_LISTENS_ON_80 =
      image ->
          Optional.of(
              new ImageConfig(
                  Map.of(),
                  List.of(),
                  List.of("serve"),
                  Optional.empty(),
                  Optional.empty(),
                  Set.of(),
                  Set.of(new Port(80, Protocol.TCP)),
                  Optional.empty(),
                  Healthcheck.UNSET,
                  Map.of()));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services: {a: {image: x}}                                            | there is only one service
          services: {a: {image: 'rootfs:/'}, b: {image: 'rootfs:/'}}           | no two services listen on one port
          services: {a: {image: x, expose: [80]}, b: {image: x, expose: [81]}} | no two services listen on one port, as far as is known without their images
          services: {a: {image: x, expose: [80]}, b: {image: x, expose: [80/udp]}} | no two services listen on one port, as far as is known without their images
          services: {a: {image: x, scale: 0}, b: {image: 'rootfs:/'}}          | no two services listen on one port, as far as is known without their images
          services: {a: {image: x, deploy: {mode: global, replicas: 3}}}       | there is only one service
          services: {a: {image: x, networks: {default: {aliases: [www]}}}, b: {image: 'rootfs:/', links: ['a:www']}} | no two services listen on one port, as far as is known without their images
          services: {a: {image: x, networks: {default: {gw_priority: 1}}}}     | there is only one service
          services: {a: {image: x, networks: [n]}}, networks: {n: {enable_ipv6: true, ipam: {config: [{subnet: 10.5.0.0/16}]}}} | there is only one service
          services: {a: {image: x, dns: 9.9.9.9}}                              | there is only one service
          services: {a: {image: x, sysctls: {kernel.shmmax: 1}}}               | there is only one service
          services: {a: {image: x, deploy: {update_config: {order: stop-first}}}} | there is only one service
          services: {a: {image: x, expose: [80]}, b: {image: x, expose: [80]}}, x-jcompose: {topology: pod} | it was asked for
          """)
  void onePodDoesWhereNothingTellsServicesApart(String file, String reason) {
    PodPlan plan = FilePlan.of("{" + file + "}");

    assertThat(plan.topology() + ": " + plan.reason()).isEqualTo("POD: " + reason);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services: {a: {image: x, expose: [80]}, b: {image: x, ports: ['8080:80']}} | services 'a' and 'b' both listen on port 80/tcp
          services: {a: {image: x, scale: 3}}                           | service 'a' has 3 replicas
          services: {a: {image: x, deploy: {replicas: 2}}}              | service 'a' has 2 replicas
          services: {a: {image: x, network_mode: host}}                 | service 'a' has 'network_mode: host'
          services: {a: {image: x, network_mode: none}}                 | service 'a' has 'network_mode: none'
          services: {a: {image: x, network_mode: bridge}}               | service 'a' has 'network_mode: bridge'
          services: {a: {image: x, network_mode: other}}                | service 'a' has 'network_mode: other'
          services: {a: {image: x}, b: {image: x, network_mode: 'service:a'}} | service 'b' has 'network_mode: service:a'
          services: {a: {image: x, network_mode: 'container:c'}}        | service 'a' has 'network_mode: container:c'
          services: {a: {image: x, networks: [n]}}, networks: {n: {driver: host}} | service 'a' uses the host's network
          services: {a: {image: x, networks: [n]}}, networks: {n: {external: true, name: none}} | service 'a' has no network
          services: {a: {image: x, networks: [n, m]}}, networks: {n: {}, m: {}} | service 'a' is in 2 networks
          services: {a: {image: x, networks: [n]}, b: {image: x}}, networks: {n: {}} | services 'a' and 'b' are not in the same network
          services: {a: {image: x, networks: [n]}}, networks: {n: {external: true}} | network 'n' is external
          services: {a: {image: x, networks: [n]}}, networks: {n: {internal: true}} | network 'n' is internal
          services: {a: {image: x, networks: [n]}}, networks: {n: {driver: macvlan}} | network 'n' has driver 'macvlan'
          services: {a: {image: x, networks: {n: {ipv4_address: 10.5.0.7}}}}, networks: {n: {ipam: {config: [{subnet: 10.5.0.0/16}]}}} | service 'a' has a fixed address
          services: {a: {image: x, networks: {n: {ipv6_address: 'fd00::7'}}}}, networks: {n: {ipam: {config: [{subnet: 'fd00::/64'}]}}} | service 'a' has a fixed address
          services: {a: {image: x, mac_address: '02:42:ac:11:00:02'}}   | service 'a' has a MAC address of its own
          services: {a: {image: x, networks: {default: {mac_address: '02:42:ac:11:00:02'}}}} | service 'a' has a MAC address of its own
          services: {a: {image: x, networks: {default: {interface_name: eth7}}}} | service 'a' names its network interface
          services: {a: {image: x, networks: {default: {link_local_ips: [169.254.8.8]}}}} | service 'a' has link-local addresses of its own
          services: {a: {image: x, networks: {default: {driver_opts: {a: b}}}}} | service 'a' has 'driver_opts' of its own
          services: {a: {image: x, dns: 9.9.9.9}, b: {image: x}}        | services 'a' and 'b' have different 'dns' settings
          services: {a: {image: x}, b: {image: x, dns_search: example.org}} | services 'a' and 'b' have different 'dns' settings
          services: {a: {image: x, sysctls: {net.core.somaxconn: 1024}}} | service 'a' sets 'net.core.somaxconn'
          services: {a: {image: x, userns_mode: host}}                  | service 'a' has 'userns_mode'
          services: {a: {image: x, hostname: www}, b: {image: x, hostname: www}} | services 'a' and 'b' are both called 'www'
          services: {a: {image: x}, b: {image: x, networks: {default: {aliases: [a]}}}} | services 'a' and 'b' are both called 'a'
          services: {a: {image: x, networks: {default: {aliases: [api]}}}, b: {image: x, networks: {default: {aliases: [api]}}}} | services 'a' and 'b' are both called 'api'
          services: {a: {image: x, links: ['b:c']}, b: {image: x}, c: {image: x}} | to service 'a' the name 'c' means service 'b', not service 'c'
          services: {a: {image: x, links: ['c:db']}, b: {image: x, links: ['d:db']}, c: {image: x}, d: {image: x}} | the name 'db' means service 'c' to 'a' and service 'd' to 'b'
          services: {a: {image: x, links: ['c:db']}, b: {image: x, external_links: ['old:db']}, c: {image: x}} | the name 'db' means service 'c' to 'a' and container 'old' to 'b'
          services: {a: {image: x}, b: {image: x, external_links: ['old:a']}} | to service 'b' the name 'a' means container 'old', not service 'a'
          services: {a: {image: x, deploy: {update_config: {order: start-first}}}} | service 'a' is updated start-first
          services: {a: {image: x}}, x-jcompose: {topology: bridge}     | it was asked for
          """)
  void aPodEachIsNeededWhereSomethingTellsServicesApart(String file, String reason) {
    PodPlan plan = FilePlan.of("{" + file + "}");

    assertThat(plan.topology() + ": " + plan.reason()).isEqualTo("BRIDGE: " + reason);
  }

  @Test
  void whatImagesExposeCountsOnceTheyAreKnown() {
    PodPlan plan =
        new Planner(EVERY_IMAGE_LISTENS_ON_80)
            .plan(SmallProject.of("services: {a: {image: x}, b: {image: y}}").load().project());

    assertThat(plan.topology()).isEqualTo(Topology.BRIDGE);
    assertThat(plan.reason()).isEqualTo("services 'a' and 'b' both listen on port 80/tcp");
  }
}
