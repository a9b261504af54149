package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.ContainerName;
import java.util.List;

/**
 * The pause process of a project, which holds its containers' pipes open.
 *
 * @param holding whose pipes it holds
 */
public record HolderRecord(int version, ProcessIdentity pause, List<ContainerName> holding) {
  static final int VERSION = 1;

  public HolderRecord {
    holding = List.copyOf(holding);
  }

  /** Creates a record in today's form. */
  public static HolderRecord of(ProcessIdentity pause, List<ContainerName> holding) {
    return new HolderRecord(VERSION, pause, holding);
  }
}
