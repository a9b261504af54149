package io.jcompose.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.value.ContainerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How files become pods in networks, told as {@code jcompose plan} tells it. */
class PodsTest {
  @Test
  void eachReplicaIsAPodInTheNetworksOfItsService() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  web:
                    image: x
                    scale: 2
                    hostname: www
                    ports: ['8080-8081:80', '81']
                    networks: {back: , front: {aliases: [site]}}
                  db: {image: x, networks: [back], container_name: data}
                networks: {front: {internal: true}, back: }
                """))
        .isEqualTo(
            """
            topology bridge: service 'web' has 2 replicas
            network app_back (bridge)
            network app_front (bridge, internal)
            infra app-web-1-infra
              joins app_back as app-web-1 web www
              joins app_front as app-web-1 site web www
              publishes 8080-8081:80/tcp for web
              publishes 81/tcp on any free port for web
            infra app-web-2-infra
              joins app_back as app-web-2 web www
              joins app_front as app-web-2 site web www
              publishes 8080-8081:80/tcp for web
              publishes 81/tcp on any free port for web
            infra data-infra
              joins app_back as data db
            container app-web-1 for web
              pod app-web-1-infra
            container app-web-2 for web
              pod app-web-2-infra
            container data for db
              pod data-infra
            """);
  }

  @Test
  void networksArePlannedWithAllThatIsSaidOfThem() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  a: {image: x, networks: [wide]}
                  b: {image: x, networks: [lan]}
                  c: {image: x, networks: [six]}
                  d: {image: x, networks: [theirs]}
                networks:
                  wide:
                    driver_opts: {mtu: 1400}
                    labels: {zone: front}
                    ipam:
                      config:
                        - subnet: 10.5.0.0/16
                          ip_range: 10.5.1.0/24
                          gateway: 10.5.0.9
                          aux_addresses: {printer: 10.5.0.8}
                        - subnet: fd00:5::/64
                  lan: {driver: macvlan, enable_ipv6: true, driver_opts: {parent: eth0}}
                  six: {enable_ipv4: false, enable_ipv6: true}
                  theirs: {external: true, name: outside}
                  unused: {}
                x-jcompose: {topology: pod}
                """))
        .isEqualTo(
            """
            topology pod: it was asked for
            network app_wide (bridge, with IPv6)
              subnet 10.5.0.0/16 (addresses from 10.5.1.0/24, gateway 10.5.0.9, without 10.5.0.8)
              subnet fd00:5::/64
              options mtu=1400
              labels zone
            network app_lan (macvlan, with IPv6)
              options parent=eth0
            network app_six (bridge, IPv6 only)
            network outside (external)
            infra app-infra
              joins app_lan as app-b-1 b
              joins app_six as app-c-1 c
              joins outside as app-d-1 d
              joins app_wide as a app-a-1
              hosts a app-a-1 app-b-1 app-c-1 app-d-1 b c d
            container app-a-1 for a
            container app-b-1 for b
            container app-c-1 for c
            container app-d-1 for d
            """);
  }

  @Test
  void anIpv6SubnetOfANetworkThatIsToHaveNoneIsLeftOut() {
    assertThat(
            FilePlan.of(
                    """
                    services: {a: {image: x, networks: [n]}}
                    networks:
                      n:
                        enable_ipv6: false
                        ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 'fd00:5::/64'}]}
                    """)
                .networks()
                .get(0)
                .pools())
        .extracting(pool -> pool.subnet().value())
        .containsExactly("10.5.0.0/16");
  }

  @Test
  void attachmentsAreJoinedByPriorityThenByName() {
    assertThat(
            FilePlan.of(
                    """
                    services:
                      a:
                        image: x
                        mac_address: 02:42:ac:11:00:02
                        networks: {d: , c: {priority: 1}, b: , e: {priority: 2}}
                    networks: {b: , c: , d: , e: }
                    """)
                .pods()
                .get(0)
                .attachments())
        .extracting(
            attachment ->
                attachment.network() + attachment.macAddress().map(mac -> " " + mac).orElse(""))
        .containsExactly("app_e 02:42:ac:11:00:02", "app_c", "app_b", "app_d");
  }

  @Test
  void linksHaveWhatTheFileFixes() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  a:
                    image: x
                    networks:
                      n:
                        interface_name: uplink
                        ipv4_address: 10.5.0.7
                        ipv6_address: fd00:5:0:0::7
                        link_local_ips: [169.254.8.8]
                        mac_address: 02:42:ac:11:00:02
                        driver_opts: {some: thing}
                        gw_priority: 3
                networks: {n: {ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 'fd00:5::/64'}]}}}
                """))
        .isEqualTo(
            """
            topology bridge: service 'a' has a fixed address
            network app_n (bridge, with IPv6)
              subnet 10.5.0.0/16
              subnet fd00:5::/64
            infra app-a-1-infra
              joins app_n as a app-a-1 (interface uplink, address 10.5.0.7, address fd00:5::7, \
            address 169.254.8.8, MAC address 02:42:ac:11:00:02, options some=thing, gateway \
            priority 3)
            container app-a-1 for a
            """);
  }

  @Test
  void onlyThePodOfWhoSaysSoKnowsLinksResolversAndParameters() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  web:
                    image: x
                    links: ['db:postgres', cache]
                    external_links: ['legacy:old', same]
                    dns: 9.9.9.9
                    dns_search: [example.org]
                    dns_opt: ['ndots:2']
                    sysctls: {net.core.somaxconn: 1024, kernel.shmmax: 9}
                  db: {image: x, container_name: data}
                  cache: {image: x, scale: 2}
                """))
        .isEqualTo(
            """
            topology bridge: service 'cache' has 2 replicas
            network app_default (bridge)
            infra app-web-1-infra
              joins app_default as app-web-1 web
              link postgres -> db
              link db-1 -> data
              link app-db-1 -> data
              link cache-1 -> app-cache-1
              link cache-2 -> app-cache-2
              link old -> legacy
              dns 9.9.9.9
              search example.org
              resolver ndots:2
              kernel net.core.somaxconn=1024
            infra data-infra
              joins app_default as data db
            infra app-cache-1-infra
              joins app_default as app-cache-1 cache
            infra app-cache-2-infra
              joins app_default as app-cache-2 cache
            container data for db
              pod data-infra
            container app-cache-1 for cache
              pod app-cache-1-infra
            container app-cache-2 for cache
              pod app-cache-2-infra
            container app-web-1 for web
              pod app-web-1-infra
              after db (service_started, restarts with it)
              after cache (service_started, restarts with it)
            """);
  }

  @Test
  void networkModesDecideWhoseNetworkAPodHas() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  host: {image: x, network_mode: host, ports: ['80:80']}
                  alone: {image: x, network_mode: none, ports: ['80:80']}
                  guest: {image: x, network_mode: 'container:else'}
                  hosted: {image: x, networks: [h]}
                  lonely: {image: x, networks: [n]}
                networks: {h: {driver: host}, n: {external: true, name: none}}
                """))
        .isEqualTo(
            """
            topology bridge: service 'host' has 'network_mode: host'
            infra app-host-1-infra (the host's network)
            infra app-alone-1-infra (no network)
            infra app-guest-1-infra (the network of container else)
            infra app-hosted-1-infra (the host's network)
            infra app-lonely-1-infra (no network)
            container app-host-1 for host
              pod app-host-1-infra
            container app-alone-1 for alone
              pod app-alone-1-infra
            container app-guest-1 for guest
              pod app-guest-1-infra
            container app-hosted-1 for hosted
              pod app-hosted-1-infra
            container app-lonely-1 for lonely
              pod app-lonely-1-infra
            """);
  }

  @Test
  void whoNamesANetworkAsItsModeIsThereUnderItsContainersName() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  a: {image: x, network_mode: bridge, links: ['b:bee'], ports: ['80:80']}
                  b: {image: x, network_mode: bridge}
                  c: {image: x, network_mode: app_own}
                  d: {image: x, networks: [own]}
                networks: {own: }
                """))
        .isEqualTo(
            """
            topology bridge: service 'a' has 'network_mode: bridge'
            network app_own (bridge)
            network bridge (external)
            infra app-a-1-infra
              joins bridge as app-a-1
              publishes 80:80/tcp for a
              link bee -> app-b-1
              link b-1 -> app-b-1
            infra app-b-1-infra
              joins bridge as app-b-1
            infra app-c-1-infra
              joins app_own as app-c-1
            infra app-d-1-infra
              joins app_own as app-d-1 d
            container app-b-1 for b
              pod app-b-1-infra
            container app-a-1 for a
              pod app-a-1-infra
              after b (service_started, restarts with it)
            container app-c-1 for c
              pod app-c-1-infra
            container app-d-1 for d
              pod app-d-1-infra
            """);
  }

  @Test
  void aContainerThatJoinsAServiceIsInThePodOfItsFirstReplica() {
    PodPlan plan =
        FilePlan.of(
            """
            services:
              far: {image: x, scale: 2, network_mode: 'service:near', sysctls: {net.b: 2}}
              near: {image: x, network_mode: 'service:owner'}
              owner:
                image: x
                scale: 2
                hostname: www
                extra_hosts: [printer=10.0.0.9]
                sysctls: {net.a: 1}
            """);

    assertThat(plan.containers())
        .extracting(container -> container.name() + " in " + container.pod())
        .containsExactly(
            "app-owner-1 in app-owner-1-infra",
            "app-owner-2 in app-owner-2-infra",
            "app-near-1 in app-owner-1-infra",
            "app-far-1 in app-owner-1-infra",
            "app-far-2 in app-owner-1-infra");
    assertThat(plan.pods())
        .extracting(
            pod -> pod.name() + " " + pod.sysctls() + " " + pod.attachments().get(0).names())
        .containsExactly(
            "app-owner-1-infra {net.a=1, net.b=2} [app-owner-1, owner, www]",
            "app-owner-2-infra {net.a=1} [app-owner-2, owner, www]");
    assertThat(plan.containers())
        .extracting(container -> container.network().hostname().orElse(""))
        .containsOnly("www");
    assertThat(plan.containers())
        .extracting(container -> container.joined().map(ContainerName::value).orElse("-"))
        .containsExactly("-", "-", "app-owner-1", "app-owner-1", "app-owner-1");
    assertThat(plan.containers())
        .extracting(container -> container.network().extraHosts())
        .containsOnly(List.of(new ExtraHost("printer", "10.0.0.9")));
  }

  @Test
  void aPodForAllHasAllNamesAndWhatEachWantsOfIt() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  web:
                    image: x
                    ports: ['80:80']
                    networks: {front: {priority: 1, aliases: [site]}}
                    links: ['db:postgres', 'far:away']
                    dns: 9.9.9.9
                    mac_address: 02:42:ac:11:00:02
                  db: {image: x, scale: 2, networks: [front, back], sysctls: {net.a: 1}}
                  tap: {image: x, network_mode: 'service:web'}
                  host: {image: x, network_mode: host}
                  far: {image: x, network_mode: bridge}
                networks: {front: , back: }
                x-jcompose: {topology: pod}
                """))
        .isEqualTo(
            """
            topology pod: it was asked for
            network app_front (bridge)
            network app_back (bridge)
            network bridge (external)
            infra app-infra
              joins app_front as app-db-1 app-db-2 app-web-1 db site web (MAC address \
            02:42:ac:11:00:02)
              joins app_back as app-db-1 app-db-2 db
              publishes 80:80/tcp for web
              hosts app-db-1 app-db-2 app-web-1 db db-1 db-2 postgres site web
              link away -> app-far-1
              link far-1 -> app-far-1
              dns 9.9.9.9
              kernel net.a=1
            infra app-host-1-infra (the host's network)
            infra app-far-1-infra
              joins bridge as app-far-1
            container app-db-1 for db
              pod app-infra
            container app-db-2 for db
              pod app-infra
            container app-far-1 for far
              pod app-far-1-infra
            container app-web-1 for web
              pod app-infra
              after db (service_started, restarts with it)
              after far (service_started, restarts with it)
            container app-tap-1 for tap
              pod app-infra
              after web (service_started)
            container app-host-1 for host
              pod app-host-1-infra
            """);
  }

  @Test
  void aServiceWithNoReplicaHasANetworkAndNobodyWaitsForIt() {
    assertThat(
            FilePlan.tree(
                """
                services:
                  a: {image: x, depends_on: [b, c]}
                  b: {image: x, scale: 0, networks: [n]}
                  c: {image: x}
                networks: {n: }
                """))
        .isEqualTo(
            """
            topology bridge: services 'a' and 'b' are not in the same network
            network app_default (bridge)
            network app_n (bridge)
            infra app-a-1-infra
              joins app_default as a app-a-1
            infra app-c-1-infra
              joins app_default as app-c-1 c
            container app-c-1 for c
              pod app-c-1-infra
            container app-a-1 for a
              pod app-a-1-infra
              after c (service_started)
            """);
  }

  @Test
  void aProjectWithoutAContainerHasNoPod() {
    assertThat(FilePlan.of("services: {a: {image: x, scale: 0}}").pods()).isEmpty();
  }
}
