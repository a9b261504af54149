package io.jcompose.model.project;

import io.jcompose.model.value.Capability;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container may do beyond, or short of, the defaults.
 *
 * @param addAll whether {@code cap_add} names {@code ALL}
 * @param dropAll whether {@code cap_drop} names {@code ALL}
 * @param readOnly whether the container's root is mounted read-only
 */
public record SecuritySettings(
    boolean addAll,
    Set<Capability> added,
    boolean dropAll,
    Set<Capability> dropped,
    boolean readOnly) {
  /** Nothing added, nothing dropped, a writable root. */
  public static final SecuritySettings DEFAULT =
      new SecuritySettings(false, Set.of(), false, Set.of(), false);

  public SecuritySettings {
    added = Collections.unmodifiableSet(new TreeSet<>(added));
    dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
  }
}
