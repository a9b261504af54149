package io.jcompose.model.export;

import io.jcompose.model.plan.PodPlan;

/**
 * A plan's networks as a picture: the host, the ports published on it, networks, and pods with
 * their containers.
 *
 * <p>Same plan, same text, so pictures can be kept and compared. Whatever comes from the file is
 * escaped. Of variables and labels nothing is shown.
 */
public final class PlanDiagram {
  private PlanDiagram() {}

  /**
   * Returns a flowchart for Mermaid, which many hosts of source code draw where it stands in a
   * block {@code mermaid} of a text; it ends with a line feed.
   *
   * @see <a href="https://mermaid.js.org/syntax/flowchart.html">flowcharts of Mermaid</a>
   */
  public static String mermaid(PodPlan plan) {
    return new MermaidText(plan).text();
  }

  /**
   * Returns a drawing that stands alone: a file in SVG 1.1 that refers to no other, on a light
   * background; it ends with a line feed.
   */
  public static String svg(PodPlan plan) {
    return new SvgPicture(plan).text();
  }
}
