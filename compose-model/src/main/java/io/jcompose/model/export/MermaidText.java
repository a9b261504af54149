package io.jcompose.model.export;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.PublishedPort;
import io.jcompose.model.value.NetworkName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a flowchart of Mermaid. Nodes are numbered: names may hold what ids may not. */
final class MermaidText {
  private static final String LINE_BREAK = "<br>";

  private final PodPlan plan;
  private final StringBuilder text = new StringBuilder("flowchart TB\n");

  MermaidText(PodPlan plan) {
    this.plan = plan;
  }

  String text() {
    line(1, "host([" + label("host") + "])");
    for (InfraPlan pod : plan.pods()) {
      pod(pod);
    }
    for (NetworkPlan network : plan.networks()) {
      List<String> words = new ArrayList<>(List.of(network.name().value()));
      words.add(String.join(", ", DiagramWords.notes(network)));
      line(1, id(network.name()) + "{{" + label(words) + "}}");
    }
    for (InfraPlan pod : plan.pods()) {
      edges(pod);
    }
    for (NetworkPlan network : plan.networks()) {
      if (DiagramWords.leadsOut(network)) {
        line(1, id(network.name()) + " -.- host");
      }
    }
    return text.toString();
  }

  private void pod(InfraPlan pod) {
    List<ContainerPlan> containers = DiagramWords.containers(plan, pod);
    List<String> words = new ArrayList<>(List.of(pod.name().value()));
    DiagramWords.namespace(pod, containers.size()).ifPresent(words::add);
    line(1, "subgraph " + id(pod) + " [" + label(words) + "]");
    for (ContainerPlan container : containers) {
      line(
          2,
          "container"
              + (plan.containers().indexOf(container) + 1)
              + "["
              + label(List.of(container.name().value(), container.image().value()))
              + "]");
    }
    line(1, "end");
  }

  private void edges(InfraPlan pod) {
    if (pod.namespace() instanceof NetworkNamespace.Host) {
      line(1, "host === " + id(pod));
    }
    int containers = DiagramWords.containers(plan, pod).size();
    for (PublishedPort port : pod.ports()) {
      String words = DiagramWords.port(port, containers);
      line(1, "host -- " + label(words) + " --> " + id(pod));
    }
    for (AttachmentPlan attachment : pod.attachments()) {
      List<String> fixed = DiagramWords.fixed(attachment);
      String words = fixed.isEmpty() ? "" : " -- " + label(fixed);
      line(1, id(pod) + words + " --- " + id(attachment.network()));
    }
  }

  private String id(InfraPlan pod) {
    return "pod" + (plan.pods().indexOf(pod) + 1);
  }

  private String id(NetworkName name) {
    List<NetworkName> names = plan.networks().stream().map(NetworkPlan::name).toList();
    return "network" + (names.indexOf(name) + 1);
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private static String label(String words) {
    return label(List.of(words));
  }

  private static String label(List<String> lines) {
    return lines.stream()
        .map(MermaidText::escaped)
        .collect(Collectors.joining(LINE_BREAK, "\"", "\""));
  }

  /** Only letters, digits and a few harmless marks stay as they are; the rest is numbered. */
  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder();
    words
        .codePoints()
        .forEach(
            codePoint -> {
              if (Character.isLetterOrDigit(codePoint)
                  || " .,:/@_-+=→[]()'".indexOf(codePoint) >= 0) {
                escaped.appendCodePoint(codePoint);
              } else if (Character.isISOControl(codePoint)
                  || Character.getType(codePoint) == Character.FORMAT) {
                escaped.append(' ');
              } else {
                escaped.append('#').append(codePoint).append(';');
              }
            });
    return escaped.toString();
  }
}
