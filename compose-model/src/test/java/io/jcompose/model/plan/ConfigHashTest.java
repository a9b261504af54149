package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigHashTest {
  static Stream<ServiceBuilder> changes() {
    return Stream.of(
        service("web").image("rootfs:/srv"),
        service("web").containerName("www"),
        service("web").entrypoint("/entry"),
        service("web").command("run"),
        service("web").command(),
        service("web").environment(new Environment(Map.of("A", "1"), Set.of())),
        service("web").environment(new Environment(Map.of(), Set.of("A"))),
        service("web").user("1000"),
        service("web").hostname("www"),
        service("web").link("db", "postgres"),
        service("web").mount(new Mount.AnonymousVolume("/data", false)),
        service("web").mount(new Mount.Volume(new VolumeName("shop_data"), "/data", false, false)),
        service("web").security(new SecuritySettings(false, Set.of(), false, Set.of(), true)),
        service("web").healthcheck(every(Duration.ofSeconds(1))),
        service("web").restart(new RestartPolicy(RestartPolicy.Kind.ALWAYS, 0)),
        service("web").labels(Map.of("a", "1")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatMakesAContainerOutOfDateChangesTheHash(ServiceBuilder changed) {
    assertThat(hash(changed)).isNotEqualTo(hash(service("web")));
  }

  @Test
  void everyChangeHasAHashOfItsOwn() {
    assertThat(changes().map(ConfigHashTest::hash)).doesNotHaveDuplicates();
  }

  @Test
  void dependenciesAndThePlaceInTheFileDoNotCount() {
    ServiceBuilder changed = service("web").after("db", Dependency.Condition.STARTED, false).at(77);

    assertThat(hash(changed)).isEqualTo(hash(service("web")));
  }

  @Test
  void theOrderOfVariablesAndLabelsDoesNotCount() {
    Map<String, String> up = new LinkedHashMap<>();
    up.put("A", "1");
    up.put("B", "2");
    Map<String, String> down = new LinkedHashMap<>();
    down.put("B", "2");
    down.put("A", "1");

    assertThat(hash(service("w").labels(up).environment(new Environment(up, Set.of()))))
        .isEqualTo(hash(service("w").labels(down).environment(new Environment(down, Set.of()))));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ports: ['80:80']",
        "expose: [80]",
        "networks: [n]",
        "networks: [n, m]",
        "networks: {default: {aliases: [www]}}",
        "networks: {default: {priority: 9}}",
        "links: [db]",
        "external_links: ['old:db2']",
        "scale: 2",
        "depends_on: [db]",
      })
  void whatAPodTakesOnWhileItRunsDoesNotCount(String key) {
    assertThat(hash(key, "bridge")).isEqualTo(hash("init: false", "bridge"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "hostname: www",
        "domainname: example.org",
        "extra_hosts: [a=10.0.0.1]",
        "dns: 9.9.9.9",
        "dns_search: example.org",
        "dns_opt: ['ndots:2']",
        "mac_address: '02:42:ac:11:00:02'",
        "networks: {n: {ipv4_address: 10.5.0.7}}",
        "networks: {n: {ipv4_address: 10.5.0.8}}",
        "networks: {m: {interface_name: up}}",
        "networks: {m: {interface_name: down}}",
        "networks: {m: {link_local_ips: [169.254.8.8]}}",
        "networks: {m: {driver_opts: {a: b}}}",
        "networks: {m: {gw_priority: 1}}",
        "network_mode: host",
        "network_mode: 'container:x'",
        "sysctls: {net.a: 1}",
      })
  void whatProgramsNoticeOfTheNetworkCounts(String key) {
    assertThat(hash(key, "bridge")).isNotEqualTo(hash("init: false", "bridge"));
  }

  @Test
  void inAPodForAllLinksAreInTheHostsFileAndCount() {
    assertThat(hash("links: ['db:postgres']", "pod")).isNotEqualTo(hash("init: false", "pod"));
    assertThat(hash("ports: ['80:80']", "pod")).isEqualTo(hash("init: false", "pod"));
  }

  @Test
  void whoJoinsAServiceIsReplacedWithWhatHoldsForIt() {
    assertThat(hash("network_mode: 'service:db'", "bridge", "hostname: www"))
        .isNotEqualTo(hash("network_mode: 'service:db'", "bridge", "init: false"));
    assertThat(hash("network_mode: 'service:db'", "bridge", "domainname: example.org"))
        .isNotEqualTo(hash("network_mode: 'service:db'", "bridge", "init: false"));
    assertThat(hash("network_mode: 'service:db'", "bridge", "expose: [80]"))
        .isEqualTo(hash("network_mode: 'service:db'", "bridge", "init: false"));
  }

  @Test
  void theHashIsTheSameInEveryBuildOfThisVersion() {
    // A change here replaces every running container at the next 'up': raise the form's version.
    assertThat(hash(service("web").command("run")))
        .isEqualTo("7890ecf936eeac08f8455f3bb25e1709692ac7a52e3e18aadef3a68289414a12");
  }

  private static String hash(String key, String topology) {
    return hash(key, topology, "init: false");
  }

  /** Returns the hash of a service with one key more, in a project with another service. */
  private static String hash(String key, String topology, String keyOfTheOther) {
    PodPlan plan =
        FilePlan.of(
            """
            services: {web: {image: x, %s}, db: {image: x, %s}}
            networks: {n: {ipam: {config: [{subnet: 10.5.0.0/16}]}}, m: }
            x-jcompose: {topology: %s}
            """
                .formatted(key, keyOfTheOther, topology));
    return plan.containers().stream()
        .filter(container -> container.service().value().equals("web"))
        .map(ContainerPlan::configHash)
        .findFirst()
        .orElseThrow();
  }

  private static String hash(ServiceBuilder service) {
    return service.plan().configHash();
  }

  private static Healthcheck every(Duration interval) {
    return new Healthcheck(
        false,
        Optional.empty(),
        Optional.of(interval),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
