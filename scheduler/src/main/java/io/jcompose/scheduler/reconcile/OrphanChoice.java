package io.jcompose.scheduler.reconcile;

import io.jcompose.model.value.ServiceName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of containers whose service the plan does not have.
 *
 * @param removed whether they are removed
 * @param told whether a warning names those that stay
 * @param inactive services of the files that are left out of the plan as no profile of theirs is
 *     active: their containers are no orphans, and stay as they are
 */
public record OrphanChoice(boolean removed, boolean told, Set<ServiceName> inactive) {
  /** They stay, and a warning says so. */
  public static final OrphanChoice DEFAULT = new OrphanChoice(false, true, Set.of());

  public OrphanChoice {
    inactive = Collections.unmodifiableSet(new TreeSet<>(inactive));
  }
}
