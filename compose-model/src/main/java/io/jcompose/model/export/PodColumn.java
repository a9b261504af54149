package io.jcompose.model.export;

import io.jcompose.model.export.SvgCanvas.Style;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PodPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pod in a drawing: a column with the ports that lead into it above, its box, and its cables
 * below.
 */
final class PodColumn {
  private static final int PADDING = 10;
  private static final int LEAST_WIDTH = 150;
  private static final int NOTE_HEIGHT = 14;
  private static final int CONTAINER_HEIGHT = 40;
  private static final int CONTAINER_GAP = 8;
  private static final int CABLE_GAP = 16;
  private static final int LONGEST = 44;

  private final InfraPlan pod;
  private final List<ContainerPlan> containers;
  private final List<String> notes = new ArrayList<>();
  private final List<String> ports;
  private final List<Cable> cables = new ArrayList<>();

  /**
   * A link to a network.
   *
   * @param network the network's place among all of the plan
   * @param note what the file fixes of it
   */
  private record Cable(int network, String note) {}

  PodColumn(PodPlan plan, InfraPlan pod) {
    this.pod = pod;
    this.containers = DiagramWords.containers(plan, pod);
    notes.add(pod.name().value());
    DiagramWords.namespace(pod, containers.size()).ifPresent(notes::add);
    this.ports =
        pod.ports().stream().map(port -> DiagramWords.port(port, containers.size())).toList();
    for (AttachmentPlan attachment : pod.attachments()) {
      int network =
          IntStream.range(0, plan.networks().size())
              .filter(i -> plan.networks().get(i).name().equals(attachment.network()))
              .findFirst()
              .orElseThrow();
      cables.add(new Cable(network, String.join(" ", DiagramWords.fixed(attachment))));
    }
    // the lowest network is reached by the leftmost cable: to the right of each is room for its
    // note
    cables.sort(Comparator.comparingInt(Cable::network).reversed());
  }

  boolean isOnHost() {
    return pod.namespace() instanceof InfraPlan.NetworkNamespace.Host;
  }

  int width() {
    int width = LEAST_WIDTH;
    for (String note : notes) {
      width = Math.max(width, Style.NOTE.width(note) + 2 * PADDING);
    }
    for (ContainerPlan container : containers) {
      width = Math.max(width, Style.NAME.width(container.name().value()) + 4 * PADDING);
      width = Math.max(width, Style.NOTE.width(image(container)) + 4 * PADDING);
    }
    for (String port : ports) {
      width = Math.max(width, Style.NOTE.width(port) + 3 * PADDING);
    }
    for (int i = 0; i < cables.size(); i++) {
      width = Math.max(width, cableOffset(i) + Style.NOTE.width(cables.get(i).note()) + PADDING);
    }
    return width;
  }

  /** Returns how much room ports need above the box. */
  int heightOfPorts() {
    return ports.size() * NOTE_HEIGHT;
  }

  int heightOfBox() {
    return PADDING
        + notes.size() * NOTE_HEIGHT
        + containers.size() * (CONTAINER_HEIGHT + CONTAINER_GAP)
        + (PADDING - CONTAINER_GAP);
  }

  /**
   * Draws it.
   *
   * @param host the y of the host's lower edge
   * @param top the y of the box
   */
  void draw(SvgCanvas canvas, int x, int host, int top) {
    if (isOnHost()) {
      canvas.line("same", x + width() / 2, host, x + width() / 2, top);
    } else if (!ports.isEmpty()) {
      canvas.line("port", x + PADDING, host, x + PADDING, top);
    }
    for (int i = 0; i < ports.size(); i++) {
      int y = top - heightOfPorts() + i * NOTE_HEIGHT;
      canvas.text(x + 2 * PADDING, y, Style.NOTE, ports.get(i));
    }
    canvas.box("pod", x, top, width(), heightOfBox());
    int y = top + PADDING;
    for (String note : notes) {
      canvas.text(x + PADDING, y + PADDING - 2, Style.NOTE, note);
      y += NOTE_HEIGHT;
    }
    for (ContainerPlan container : containers) {
      canvas.box("container", x + PADDING, y, width() - 2 * PADDING, CONTAINER_HEIGHT);
      canvas.text(x + 2 * PADDING, y + 17, Style.NAME, container.name().value());
      canvas.text(x + 2 * PADDING, y + 32, Style.NOTE, image(container));
      y += CONTAINER_HEIGHT + CONTAINER_GAP;
    }
  }

  /** Draws the cables from {@code bottom}, the box's lower edge, to the networks. */
  void drawCables(SvgCanvas canvas, int x, int bottom, List<NetworkBar> bars) {
    for (int i = 0; i < cables.size(); i++) {
      Cable cable = cables.get(i);
      NetworkBar bar = bars.get(cable.network());
      int at = x + cableOffset(i) - PADDING;
      canvas.cable(bar.colour(), at, bottom, bar.y() + NetworkBar.HEIGHT / 2);
      if (!cable.note().isEmpty()) {
        canvas.text(at + PADDING - 4, bar.y() - 6, Style.NOTE, cable.note());
      }
    }
  }

  private static int cableOffset(int number) {
    return 3 * PADDING + number * CABLE_GAP;
  }

  /** Returns the image's name; of a long one the end, which says most. */
  private static String image(ContainerPlan container) {
    String image = container.image().value();
    int length = image.codePointCount(0, image.length());
    return length > LONGEST
        ? "…" + image.substring(image.offsetByCodePoints(0, length - LONGEST))
        : image;
  }
}
