package io.jcompose.model.export.quadlet;

import java.util.List;

/**
 * A project as files for Quadlet.
 *
 * @param files units first, then what stands beside them
 * @param unsaid what the files do not say, each also a comment in the unit that it is about
 * @param faults why the files would be refused; none if they can be used
 */
public record QuadletExport(List<QuadletFile> files, List<Remark> unsaid, List<Remark> faults) {
  public QuadletExport {
    files = List.copyOf(files);
    unsaid = List.copyOf(unsaid);
    faults = List.copyOf(faults);
  }
}
