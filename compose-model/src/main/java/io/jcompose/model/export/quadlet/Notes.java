package io.jcompose.model.export.quadlet;

import io.jcompose.model.export.unit.UnitText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found on the way that files cannot say. Replicas say it once. */
final class Notes {
  private final Set<Remark> unsaid = new LinkedHashSet<>();
  private final Set<Remark> faults = new LinkedHashSet<>();

  /** Notes what {@code unit} cannot say, there as well. */
  void unsaid(UnitText unit, List<String> path, String message) {
    Remark remark = new Remark(path, message);
    unit.comment("not said here: " + path.get(path.size() - 1) + ": " + message);
    unsaid.add(remark);
  }

  /** Notes why the files would be refused. */
  void fault(List<String> path, String message) {
    faults.add(new Remark(path, message));
  }

  List<Remark> unsaid() {
    return new ArrayList<>(unsaid);
  }

  List<Remark> faults() {
    return new ArrayList<>(faults);
  }
}
