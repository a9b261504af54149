package io.jcompose.model.schema;

/**
 * What must be known to write a document out in long form.
 *
 * @param findings where problems go
 * @param paths how relative paths of this document become absolute
 * @param interpolated whether variables were filled in; else a text with a {@code $} may stand for
 *     anything and is left as it is
 * @param ports what ranges of ports may still come to
 */
public record SchemaContext(
    Findings findings, PathResolution paths, boolean interpolated, PortBudget ports) {
  /** Returns what to look at a tree with that is in long form already. */
  public static SchemaContext asIs(Findings findings, boolean interpolated) {
    return new SchemaContext(findings, PathResolution.NONE, interpolated, new PortBudget());
  }

  /** What becomes of a path of the host. */
  @FunctionalInterface
  public interface PathResolution {
    /** Leaves paths as they are written. */
    PathResolution NONE = written -> written;

    /** Returns what is to stand in the place of {@code written}. */
    String resolve(String written);
  }
}
