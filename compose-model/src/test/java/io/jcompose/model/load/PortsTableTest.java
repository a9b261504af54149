package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry of {@code ports} stands for, a fact a row, each tried with docker compose. */
class PortsTableTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          3000                                        | [{mode: ingress, target: 3000, protocol: tcp}]
          "3000"                                      | [{mode: ingress, target: 3000, protocol: tcp}]
          "0080"                                      | [{mode: ingress, target: 80, protocol: tcp}]
          "3000/udp"                                  | [{mode: ingress, target: 3000, protocol: udp}]
          "8000:80"                                   | [{mode: ingress, target: 80, published: "8000", protocol: tcp}]
          "0:80"                                      | [{mode: ingress, target: 80, published: "0", protocol: tcp}]
          ":80"                                       | [{mode: ingress, target: 80, protocol: tcp}]
          "3000-3002"                                 | [{mode: ingress, target: 3000, protocol: tcp}, {mode: ingress, target: 3001, protocol: tcp}, {mode: ingress, target: 3002, protocol: tcp}]
          "3000-3000"                                 | [{mode: ingress, target: 3000, protocol: tcp}]
          "9090-9091:8080-8081"                       | [{mode: ingress, target: 8080, published: "9090", protocol: tcp}, {mode: ingress, target: 8081, published: "9091", protocol: tcp}]
          "8000-9000:80"                              | [{mode: ingress, target: 80, published: "8000-9000", protocol: tcp}]
          "8000-8001:80/udp"                          | [{mode: ingress, target: 80, published: 8000-8001, protocol: udp}]
          "127.0.0.1:8001:8001"                       | [{host_ip: 127.0.0.1, mode: ingress, target: 8001, published: "8001", protocol: tcp}]
          "127.0.0.1::80"                             | [{host_ip: 127.0.0.1, mode: ingress, target: 80, protocol: tcp}]
          "127.0.0.1:5000-5001:5000-5001"             | [{host_ip: 127.0.0.1, mode: ingress, target: 5000, published: "5000", protocol: tcp}, {host_ip: 127.0.0.1, mode: ingress, target: 5001, published: "5001", protocol: tcp}]
          "0.0.0.0:80:80"                             | [{host_ip: 0.0.0.0, mode: ingress, target: 80, published: "80", protocol: tcp}]
          "[::1]:6001:6001"                           | [{host_ip: "::1", mode: ingress, target: 6001, published: "6001", protocol: tcp}]
          "::1:6000:6000"                             | [{host_ip: "::1", mode: ingress, target: 6000, published: "6000", protocol: tcp}]
          "[::]:80:80"                                | [{host_ip: "::", mode: ingress, target: 80, published: "80", protocol: tcp}]
          "[::1]::80"                                 | [{host_ip: "::1", mode: ingress, target: 80, protocol: tcp}]
          "53:53/udp"                                 | [{mode: ingress, target: 53, published: "53", protocol: udp}]
          "53:53/UDP"                                 | [{mode: ingress, target: 53, published: "53", protocol: udp}]
          "53:53/sctp"                                | [{mode: ingress, target: 53, published: "53", protocol: sctp}]
          "${PORT}:80"                                | [{mode: ingress, target: 80, published: "8080", protocol: tcp}]
          "${NONE}:80"                                | [{mode: ingress, target: 80, protocol: tcp}]
          {target: 80}                                | [{mode: ingress, target: 80, protocol: tcp}]
          {target: "80"}                              | [{mode: ingress, target: 80, protocol: tcp}]
          {target: 80, published: 8080}               | [{mode: ingress, target: 80, published: "8080", protocol: tcp}]
          {target: 80, published: "8080-8090"}        | [{mode: ingress, target: 80, published: 8080-8090, protocol: tcp}]
          {target: 80, published: ""}                 | [{mode: ingress, target: 80, protocol: tcp}]
          {target: 80, host_ip: 127.0.0.1}            | [{host_ip: 127.0.0.1, mode: ingress, target: 80, protocol: tcp}]
          {target: 80, host_ip: "::1"}                | [{host_ip: "::1", mode: ingress, target: 80, protocol: tcp}]
          {target: 80, protocol: udp}                 | [{mode: ingress, target: 80, protocol: udp}]
          {target: 80, mode: host}                    | [{mode: host, target: 80, protocol: tcp}]
          {target: 80, name: web, app_protocol: http} | [{name: web, mode: ingress, target: 80, app_protocol: http, protocol: tcp}]
          """)
  void isWrittenOut(String port, String ports) {
    assertThat(port(port).at("services.web.ports")).isEqualTo(SmallProject.shown(ports));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "3000x"           | container port '3000x' is neither a number nor a range
          "0"               | container port '0' is not between 1 and 65535
          "65536"           | container port '65536' is not between 1 and 65535
          "65536:80"        | host port '65536' is not between 1 and 65535
          "8002-8000:80"    | host port '8002-8000' is not between 1 and 65535 and rising
          "3002-3000"       | container port '3002-3000' is not between 1 and 65535 and rising
          "8000-8001:80-82" | host ports 8000-8001 and container ports 80-82 are not equally many
          "8000:80-81"      | host ports 8000 and container ports 80-81 are not equally many
          "80:80/icmp"      | protocol 'icmp' is none of tcp, udp and sctp
          "localhost:80:80" | host address 'localhost' is not an IP address
          "1.2.3:80:80"     | host address '1.2.3' is not an IP address
          "80:"             | '80:' is not a port mapping
          ""                | '' is not a port mapping
          "${NONE}"         | '' is not a port mapping
          true              | must be a text or a number, not 'true'
          [80]              | must be a text or a number, not a list
          {published: 80}   | has no 'target'
          """)
  void isRefusedIfItIsNone(String port, String message) {
    assertThat(port(port).problems())
        .contains(": services.web.ports[0]: " + message + "\n    hint: ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {target: x}                      | target: must be a whole number, not 'x'
          {target: 0}                      | target: 0 is not between 1 and 65535
          {target: 80, published: x}       | published: host port 'x' is neither a number nor a range
          {target: 80, host_ip: localhost} | host_ip: host address 'localhost' is not an IP address
          {target: 80, mode: bridge}       | mode: must be ingress or host, not 'bridge'
          {target: 80, protocol: icmp}     | protocol: must be tcp, udp or sctp, not 'icmp'
          {target: 80, prot: udp}          | prot: 'prot' is not a key of a port
          {target: 80, host_port: 80}      | host_port: 'host_port' is not a key of a port
          """)
  void aLongFormIsRefusedAtTheKeyInQuestion(String port, String problem) {
    assertThat(port(port).problems()).contains(": services.web.ports[0]." + problem + "\n");
  }

  private static SmallProject port(String port) {
    return SmallProject.of("services: {web: {image: x, ports: [" + port + "]}}\n")
        .withVariable("PORT", "8080");
  }
}
