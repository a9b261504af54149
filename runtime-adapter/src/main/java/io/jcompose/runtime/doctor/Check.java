package io.jcompose.runtime.doctor;

import java.util.List;

/** Looks at one concern; changes nothing. */
@FunctionalInterface
interface Check {
  /** Returns what was found, at least one thing unless the question does not arise here. */
  List<Finding> findings();
}
