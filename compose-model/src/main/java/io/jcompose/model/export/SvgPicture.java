package io.jcompose.model.export;

import io.jcompose.model.export.SvgCanvas.Style;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan as a drawing: the host above, pods side by side below it, and networks as bars across
 * below these. A cable crosses the bars it has nothing to do with; where it ends, there is a dot.
 */
final class SvgPicture {
  private static final int MARGIN = 24;
  private static final int HOST_TOP = 64;
  private static final int HOST_HEIGHT = 36;
  private static final int PORT_GAP = 28;
  private static final int POD_GAP = 20;
  private static final int BAR_GAP = 24;
  private static final int TRUNK = 12;
  private static final int BARS_LEFT = MARGIN + 32;

  private static final List<String> COLOURS =
      List.of(
          "#2563eb", "#c2410c", "#15803d", "#7e22ce", "#be123c", "#0e7490", "#a16207", "#475569");

  private final PodPlan plan;
  private final SvgCanvas canvas = new SvgCanvas();
  private final List<PodColumn> columns = new ArrayList<>();
  private final List<NetworkBar> bars = new ArrayList<>();

  SvgPicture(PodPlan plan) {
    this.plan = plan;
    plan.pods().forEach(pod -> columns.add(new PodColumn(plan, pod)));
  }

  String text() {
    String title = "project " + plan.project();
    String choice =
        "topology " + plan.topology().name().toLowerCase(Locale.ROOT) + ": " + plan.reason();
    canvas.text(MARGIN, 30, Style.TITLE, title);
    canvas.text(MARGIN, 48, Style.NOTE, choice);
    int podsLeft = podsLeft();
    int podsRight = podsLeft;
    for (PodColumn column : columns) {
      podsRight += column.width() + POD_GAP;
    }
    int right =
        Math.max(
            podsRight - POD_GAP,
            MARGIN + Math.max(Style.TITLE.width(title), Style.NOTE.width(choice)));
    int hostBottom = HOST_TOP + HOST_HEIGHT;
    int podsTop =
        hostBottom + PORT_GAP + columns.stream().mapToInt(PodColumn::heightOfPorts).max().orElse(0);
    int podsBottom = podsTop + columns.stream().mapToInt(PodColumn::heightOfBox).max().orElse(0);
    int bottom = placeBars(podsBottom);

    drawTrunk(hostBottom);
    canvas.box("host", MARGIN, HOST_TOP, right - MARGIN, HOST_HEIGHT);
    canvas.text(MARGIN + TRUNK, HOST_TOP + 23, Style.NAME, "host");
    drawBars(right);
    int x = podsLeft;
    for (PodColumn column : columns) {
      column.drawCables(canvas, x, podsTop + column.heightOfBox(), bars);
      column.draw(canvas, x, hostBottom, podsTop);
      x += column.width() + POD_GAP;
    }
    return canvas.drawing(title + ", " + choice, right + MARGIN, bottom + MARGIN);
  }

  /** Pods begin to the right of what stands in the bars, so that no cable runs through it. */
  private int podsLeft() {
    int widest = 0;
    for (NetworkPlan network : plan.networks()) {
      widest = Math.max(widest, Style.NAME.width(network.name().value()));
      widest = Math.max(widest, Style.NOTE.width(notes(network)));
    }
    return widest == 0 ? MARGIN : BARS_LEFT + 10 + widest + POD_GAP;
  }

  private static String notes(NetworkPlan network) {
    return String.join(" · ", DiagramWords.notes(network));
  }

  /** Returns the y where the last one ends. */
  private int placeBars(int podsBottom) {
    int y = podsBottom;
    for (int i = 0; i < plan.networks().size(); i++) {
      y += BAR_GAP;
      bars.add(new NetworkBar(y, COLOURS.get(i % COLOURS.size())));
      y += NetworkBar.HEIGHT;
    }
    return y;
  }

  private void drawBars(int right) {
    for (int i = 0; i < bars.size(); i++) {
      NetworkPlan network = plan.networks().get(i);
      NetworkBar bar = bars.get(i);
      canvas.bar(bar.colour(), BARS_LEFT, bar.y(), right - BARS_LEFT, NetworkBar.HEIGHT);
      canvas.text(BARS_LEFT + 10, bar.y() + 17, Style.NAME, network.name().value());
      canvas.text(BARS_LEFT + 10, bar.y() + 32, Style.NOTE, notes(network));
    }
  }

  /** Draws what leads from the host to the networks it has a part in. */
  private void drawTrunk(int hostBottom) {
    int x = MARGIN + TRUNK;
    int end = hostBottom;
    for (int i = 0; i < bars.size(); i++) {
      if (DiagramWords.leadsOut(plan.networks().get(i))) {
        end = bars.get(i).y() + NetworkBar.HEIGHT / 2;
        canvas.line("out", x, end, BARS_LEFT, end);
      }
    }
    if (end > hostBottom) {
      canvas.line("out", x, hostBottom, x, end);
    }
  }
}
