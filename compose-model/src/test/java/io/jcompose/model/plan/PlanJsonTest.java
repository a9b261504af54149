package io.jcompose.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
  private final PlanJson json = new PlanJson();

  /** Every part the codec serves. */
  private record Everything(
      String text,
      boolean flag,
      int number,
      long large,
      Optional<String> maybe,
      Optional<List<String>> words,
      Optional<Boolean> maybeFlag,
      OptionalInt mode,
      OptionalLong size,
      Duration pause,
      Instant at,
      Capability capability,
      Set<Capability> capabilities,
      Port port,
      Signal signal,
      Map<ServiceName, Port> byName,
      List<Message> messages) {}

  private sealed interface Message {}

  private record Started(ContainerName name) implements Message {}

  private record Done() implements Message {}

  private sealed interface Failed extends Message {}

  private record TimedOut(Duration after) implements Failed {}

  private record Nested(String value, List<Nested> children) {}

  private record Unserved(Thread thread) {}

  @Test
  void everyPartComesBackAsItWas() {
    Map<ServiceName, Port> inOrder = new LinkedHashMap<>();
    inOrder.put(new ServiceName("web"), new Port(80, Protocol.TCP));
    inOrder.put(new ServiceName("dns"), new Port(53, Protocol.UDP));
    Everything value =
        new Everything(
            "é \"quoted\"\n",
            true,
            -7,
            1L << 40,
            Optional.of("yes"),
            Optional.of(List.of("a", "b")),
            Optional.of(false),
            OptionalInt.of(0755),
            OptionalLong.of(1L << 33),
            Duration.ofMillis(1500),
            Instant.parse("2026-11-20T15:00:00.123456789Z"),
            Capability.CHOWN,
            Set.of(Capability.KILL),
            new Port(80, Protocol.TCP),
            new Signal(36),
            inOrder,
            List.of(
                new Started(new ContainerName("p-web-1")),
                new Done(),
                new TimedOut(Duration.ofSeconds(3))));

    String text = json.write(value);

    assertThat(text)
        .isEqualTo(
            """
            {"text":"é \\"quoted\\"\\n","flag":true,"number":-7,"large":1099511627776,\
            "maybe":"yes","words":["a","b"],"maybeFlag":false,"mode":493,"size":8589934592,\
            "pause":"PT1.5S","at":"2026-11-20T15:00:00.123456789Z","capability":"CHOWN",\
            "capabilities":["KILL"],"port":"80/tcp","signal":"SIGRTMIN+2",\
            "byName":{"web":"80/tcp","dns":"53/udp"},\
            "messages":[{"kind":"started","name":"p-web-1"},{"kind":"done"},\
            {"kind":"timedOut","after":"PT3S"}]}""");
    assertThat(json.read(text, Everything.class)).isEqualTo(value);
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    assertThat(json.write(new Mount.Tmpfs("/t", OptionalLong.empty(), OptionalInt.empty(), "")))
        .isEqualTo("{\"kind\":\"tmpfs\",\"target\":\"/t\",\"options\":\"\"}");
  }

  @Test
  void aKindIsReadAsItsInterfaceOrAsItself() {
    Mount mount = new Mount.Volume(new VolumeName("p_data"), "/data", true, false);

    String text = json.write(mount);

    assertThat(json.read(text, Mount.class)).isEqualTo(mount);
    assertThat(json.read(text, Mount.Volume.class)).isEqualTo(mount);
    assertThatThrownBy(() -> json.read(text, Mount.Bind.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("/kind: 'volume' is not one of bind");
  }

  @Test
  void aRecordMayHoldItself() {
    Nested tree = new Nested("root", List.of(new Nested("leaf", List.of())));

    assertThat(json.read(json.write(tree), Nested.class)).isEqualTo(tree);
  }

  @Test
  void networksAndPodsComeBackAsTheyWere() {
    PodPlan plan =
        FilePlan.of(
            """
            services:
              web:
                image: x
                ports: ['80:80']
                links: ['db:postgres']
                dns: 9.9.9.9
                sysctls: {net.a: 1}
                networks:
                  n:
                    aliases: [site]
                    interface_name: uplink
                    ipv4_address: 10.5.0.7
                    ipv6_address: fd00:5::7
                    link_local_ips: [169.254.8.8]
                    mac_address: 02:42:ac:11:00:02
                    driver_opts: {some: thing}
                    gw_priority: 3
              db: {image: x, network_mode: host}
              guest: {image: x, network_mode: 'container:else'}
            networks:
              n:
                driver: ipvlan
                internal: true
                driver_opts: {parent: eth0}
                labels: {zone: front}
                ipam:
                  config:
                    - subnet: 10.5.0.0/16
                      ip_range: 10.5.1.0/24
                      gateway: 10.5.0.9
                      aux_addresses: {printer: 10.5.0.8}
                    - subnet: fd00:5::/64
            """);

    assertThat(json.read(json.write(plan), PodPlan.class)).isEqualTo(plan);
    assertThat(json.write(plan.pods().get(2)))
        .isEqualTo(
            """
            {"name":"app-guest-1-infra","namespace":{"kind":"ofContainer","container":"else"},\
            "attachments":[],"ports":[],"names":[],"links":{},\
            "resolver":{"servers":[],"searchDomains":[],"options":[]},"sysctls":{}}""");
  }

  @Test
  void aWholeSpecComesBackAsItWas() {
    ContainerSpec spec =
        ImageDefaults.apply(
            ServiceBuilder.service("db").publish(5432, 5432).plan(),
            new ImageConfig(
                Map.of("A", "1"),
                List.of("/entry"),
                List.of("run"),
                Optional.of("postgres"),
                Optional.of("/srv"),
                Set.of("/data"),
                Set.of(new Port(5432, Protocol.TCP)),
                Optional.of(Signal.INT),
                Healthcheck.UNSET,
                Map.of()));

    assertThat(json.read(json.write(spec), ContainerSpec.class)).isEqualTo(spec);
    assertThat(json.read(json.writePretty(spec), ContainerSpec.class)).isEqualTo(spec);
  }

  @Test
  void aWholePlanComesBackAsItWas() {
    PodPlan plan =
        new Planner(ImageFacts.NONE)
            .plan(
                ServiceBuilder.project(
                    ServiceBuilder.service("web").link("db", "postgres").after("db"),
                    ServiceBuilder.service("db")
                        .mount(new Mount.AnonymousVolume("/data", false))
                        .publish(5432, 5432)));

    assertThat(json.read(json.write(plan), PodPlan.class)).isEqualTo(plan);
  }

  @Test
  void prettyTextIsIndentedByTwo() {
    assertThat(json.writePretty(new Nested("root", List.of(new Nested("leaf", List.of())))))
        .isEqualTo(
            """
            {
              "value" : "root",
              "children" : [
                {
                  "value" : "leaf",
                  "children" : [ ]
                }
              ]
            }""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"value":"a","children":[{"value":"b","children":[],"size":1}]} | /children/0/size: property 'size' is not known
          {"value":"a"}                                | property 'children' is missing
          {"value":"a","children":[{"value":"b"}]}     | /children/0: property 'children' is missing
          {"value":"a","children":{}}                  | /children: a list is expected
          {"value":null,"children":[]}                 | /value: a string is expected
          {"value":"a","children":[]} x                | Unrecognized token 'x'
          {"value":"a","children":[]} {}               | something follows the end of the value
          {"value":"a","value":"b","children":[]}      | Duplicate Object property "value"
          {"value":"a","children":[                    | not JSON: Unexpected end-of-input
          ``                                           | an object is expected
          []                                           | an object is expected
          """)
  void damageIsNoticedAndNamed(String text, String message) {
    assertThatThrownBy(() -> json.read(text, Nested.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"kind":"gone"}                         | /kind: 'gone' is not one of started, done, timedOut
          {"name":"x1"}                           | /name: property 'kind' is expected first
          {}                                      | property 'kind' is expected first
          {"kind":"started","name":"-"}           | /name: '-' is not a ContainerName
          {"kind":"timedOut","after":"3 seconds"} | /after: '3 seconds' is not a duration such as PT10S
          {"kind":"timedOut","after":3}           | /after: a duration such as PT10S is expected
          """)
  void damagedKindsAreNoticedAndNamed(String text, String message) {
    assertThatThrownBy(() -> json.read(text, Message.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage(message);
  }

  @Test
  void whatARecordRefusesIsDamage() {
    assertThatThrownBy(
            () -> json.read("{\"kind\":\"ON_FAILURE\",\"maxAttempts\":-1}", RestartPolicy.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("restart attempts cannot be negative: -1");
  }

  @Test
  void setsAndEnumsInsideContractRecordsAreServed() {
    SecuritySettings settings =
        new SecuritySettings(true, Set.of(Capability.NET_ADMIN), false, Set.of(), true);

    assertThat(json.read(json.write(settings), SecuritySettings.class)).isEqualTo(settings);
  }

  @Test
  void anUnservedTypeIsABugAndNotDamage() {
    assertThatThrownBy(() -> json.write(new Unserved(Thread.currentThread())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no JSON is defined for java.lang.Thread");
  }
}
