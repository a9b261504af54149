package io.jcompose.runtime.linux.dns;

import java.util.HashMap;
import java.util.Map;

/**
 * So many at once in all, and so many at once for each pod, so that one leaves some for the others.
 */
final class Quota {
  private final int mostOfAPod;
  private final int mostInAll;
  private final Map<Pod, Integer> taken = new HashMap<>();
  private int all;

  Quota(int mostOfAPod, int mostInAll) {
    this.mostOfAPod = mostOfAPod;
    this.mostInAll = mostInAll;
  }

  /** Returns whether one more is allowed, and counts it then. */
  boolean take(Pod who) {
    int own = taken.getOrDefault(who, 0);
    if (own == mostOfAPod || all == mostInAll) {
      return false;
    }
    taken.put(who, own + 1);
    all++;
    return true;
  }

  /** Gives back what was taken. */
  void giveBack(Pod who) {
    taken.computeIfPresent(who, (same, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
