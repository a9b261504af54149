package io.jcompose.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.FilePlan;
import io.jcompose.model.plan.PodPlan;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class PlanDiagramTest {
  private static final String TWO_NETWORKS =
      """
      services:
        web: {image: 'nginx:1.27', ports: ['127.0.0.1:8080:80'], networks: [front, back]}
        db: {image: 'postgres:17', networks: {back: {ipv4_address: 10.5.0.9}}}
      networks:
        front:
        back: {internal: true, ipam: {config: [{subnet: 10.5.0.0/16}]}}
      """;

  private static final String EVERYTHING =
      """
      services:
        web:
          image: nginx:1.27
          scale: 2
          ports: ['8080-8081:80', '[::1]::443']
          networks: [front, back]
        api:
          image: ghcr.io/acme/a/very/long/path/to/an/image/of/the/api-server:2026.11.27-rc1
          networks: [front, back, lan]
        db:
          image: postgres:17
          container_name: database
          networks: {back: {ipv4_address: 10.5.0.9, ipv6_address: 'fd00:5::9', interface_name: up}}
        tap: {image: wireshark, network_mode: 'service:db'}
        agent: {image: node-exporter, network_mode: host}
        job: {image: busybox, network_mode: none}
        side: {image: busybox, network_mode: 'container:legacy'}
        one: {image: busybox, networks: [cable, theirs]}
        other: {image: busybox, networks: [cable]}
      networks:
        front:
        back: {internal: true, ipam: {config: [{subnet: 10.5.0.0/16}, {subnet: 'fd00:5::/64'}]}}
        lan: {driver: macvlan, driver_opts: {parent: eth0}}
        cable: {driver: p2p}
        theirs: {external: true, name: theirs}
      """;

  private static final String STRANGE =
      """
      services: {a: {image: "rootfs:/srv/<b>\\"x\\"&\\u202e]]>--"}}
      """;

  @Test
  void aFlowchartHasTheHostPodsAndNetworks() {
    assertThat(PlanDiagram.mermaid(FilePlan.of(EVERYTHING)))
        .isEqualTo(
            """
            flowchart TB
              host(["host"])
              subgraph pod1 ["app-web-1-infra"]
                container1["app-web-1<br>nginx:1.27"]
              end
              subgraph pod2 ["app-web-2-infra"]
                container2["app-web-2<br>nginx:1.27"]
              end
              subgraph pod3 ["app-api-1-infra"]
                container3["app-api-1<br>ghcr.io/acme/a/very/long/path/to/an/image/of/the/api-server:2026.11.27-rc1"]
              end
              subgraph pod4 ["database-infra<br>one network namespace"]
                container4["database<br>postgres:17"]
                container5["app-tap-1<br>wireshark"]
              end
              subgraph pod5 ["app-agent-1-infra<br>the host's network"]
                container6["app-agent-1<br>node-exporter"]
              end
              subgraph pod6 ["app-job-1-infra<br>no network"]
                container7["app-job-1<br>busybox"]
              end
              subgraph pod7 ["app-side-1-infra<br>network of container legacy"]
                container8["app-side-1<br>busybox"]
              end
              subgraph pod8 ["app-one-1-infra"]
                container9["app-one-1<br>busybox"]
              end
              subgraph pod9 ["app-other-1-infra"]
                container10["app-other-1<br>busybox"]
              end
              network1{{"app_back<br>bridge, internal, 10.5.0.0/16, fd00:5::/64"}}
              network2{{"app_front<br>bridge"}}
              network3{{"app_lan<br>macvlan on eth0"}}
              network4{{"app_cable<br>p2p"}}
              network5{{"theirs<br>external"}}
              host -- "8080-8081 → 80/tcp" --> pod1
              host -- "[::1]:any port → 443/tcp" --> pod1
              pod1 --- network1
              pod1 --- network2
              host -- "8080-8081 → 80/tcp" --> pod2
              host -- "[::1]:any port → 443/tcp" --> pod2
              pod2 --- network1
              pod2 --- network2
              pod3 --- network1
              pod3 --- network2
              pod3 --- network3
              pod4 -- "up<br>10.5.0.9<br>fd00:5::9" --- network1
              host === pod5
              pod8 --- network4
              pod8 --- network5
              pod9 --- network4
              network2 -.- host
              network3 -.- host
              network5 -.- host
            """);
  }

  @Test
  void aPodOfSeveralServicesSaysWhosePortItIs() {
    PodPlan plan = FilePlan.of("services: {a: {image: x, ports: ['80:80', '81']}, b: {image: y}}");

    assertThat(PlanDiagram.mermaid(plan))
        .isEqualTo(
            """
            flowchart TB
              host(["host"])
              subgraph pod1 ["app-infra<br>one network namespace"]
                container1["app-a-1<br>x"]
                container2["app-b-1<br>y"]
              end
              network1{{"app_default<br>bridge"}}
              host -- "80 → 80/tcp (a)" --> pod1
              host -- "any port → 81/tcp (a)" --> pod1
              pod1 --- network1
              network1 -.- host
            """);
  }

  @Test
  void aDrawingIsTheSameForTheSamePlan() throws IOException {
    try (InputStream file = PlanDiagramTest.class.getResourceAsStream("two-networks.svg")) {
      String expected =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(PlanDiagram.svg(FilePlan.of(TWO_NETWORKS))).isEqualTo(expected);
    }
  }

  @Test
  void aDrawingNamesEverything() throws Exception {
    Document drawing = parsed(PlanDiagram.svg(FilePlan.of(EVERYTHING)));

    assertThat(texts(drawing))
        .containsExactly(
            "project app",
            "topology bridge: service 'web' has 2 replicas",
            "host",
            "app_back",
            "bridge · internal · 10.5.0.0/16 · fd00:5::/64",
            "app_front",
            "bridge",
            "app_lan",
            "macvlan on eth0",
            "app_cable",
            "p2p",
            "theirs",
            "external",
            "8080-8081 → 80/tcp",
            "[::1]:any port → 443/tcp",
            "app-web-1-infra",
            "app-web-1",
            "nginx:1.27",
            "8080-8081 → 80/tcp",
            "[::1]:any port → 443/tcp",
            "app-web-2-infra",
            "app-web-2",
            "nginx:1.27",
            "app-api-1-infra",
            "app-api-1",
            "…to/an/image/of/the/api-server:2026.11.27-rc1",
            "up 10.5.0.9 fd00:5::9",
            "database-infra",
            "one network namespace",
            "database",
            "postgres:17",
            "app-tap-1",
            "wireshark",
            "app-agent-1-infra",
            "the host's network",
            "app-agent-1",
            "node-exporter",
            "app-job-1-infra",
            "no network",
            "app-job-1",
            "busybox",
            "app-side-1-infra",
            "network of container legacy",
            "app-side-1",
            "busybox",
            "app-one-1-infra",
            "app-one-1",
            "busybox",
            "app-other-1-infra",
            "app-other-1",
            "busybox");
  }

  @Test
  void podsLieBesideEachOtherAndAboveNetworks() throws Exception {
    Document drawing = parsed(PlanDiagram.svg(FilePlan.of(EVERYTHING)));
    List<Rectangle> boxes = new ArrayList<>();
    boxes.addAll(rectangles(drawing, "host"));
    boxes.addAll(rectangles(drawing, "pod"));
    boxes.addAll(rectangles(drawing, "network"));
    Rectangle whole =
        new Rectangle(
            Integer.parseInt(drawing.getDocumentElement().getAttribute("width")),
            Integer.parseInt(drawing.getDocumentElement().getAttribute("height")));

    assertThat(boxes).hasSize(1 + 9 + 5).allMatch(whole::contains);
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(boxes.subList(i + 1, boxes.size())).noneMatch(boxes.get(i)::intersects);
    }
    for (Rectangle container : rectangles(drawing, "container")) {
      assertThat(rectangles(drawing, "pod")).filteredOn(pod -> pod.contains(container)).hasSize(1);
    }
  }

  @Test
  void whatStandsInAFileCannotEndATextEarly() throws Exception {
    PodPlan plan = FilePlan.of(STRANGE);

    assertThat(texts(parsed(PlanDiagram.svg(plan)))).contains("rootfs:/srv/<b>\"x\"&\uFFFD]]>--");
    assertThat(PlanDiagram.mermaid(plan))
        .contains("container1[\"app-a-1<br>rootfs:/srv/#60;b#62;#34;x#34;#38; ]]#62;--\"]");
  }

  @Test
  void aProjectWithoutAContainerHasAPictureToo() throws Exception {
    PodPlan plan = FilePlan.of("services: {a: {image: x, scale: 0, network_mode: none}}");

    assertThat(PlanDiagram.mermaid(plan)).isEqualTo("flowchart TB\n  host([\"host\"])\n");
    assertThat(texts(parsed(PlanDiagram.svg(plan)))).contains("project app", "host");
  }

  private static List<String> texts(Document drawing) {
    return elements(drawing, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Rectangle> rectangles(Document drawing, String kind) {
    return elements(drawing, "rect").stream()
        .filter(element -> element.getAttribute("class").equals(kind))
        .map(
            element ->
                new Rectangle(
                    Integer.parseInt(element.getAttribute("x")),
                    Integer.parseInt(element.getAttribute("y")),
                    Integer.parseInt(element.getAttribute("width")),
                    Integer.parseInt(element.getAttribute("height"))))
        .toList();
  }

  private static List<Element> elements(Document drawing, String name) {
    NodeList found = drawing.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document parsed(String text)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
