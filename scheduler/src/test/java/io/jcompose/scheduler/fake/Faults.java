package io.jcompose.scheduler.fake;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a journal of what was tried, and breaks what a test wants broken. */
final class Faults {
  private final List<String> journal = new ArrayList<>();
  private final Map<String, String> broken = new ConcurrentHashMap<>();

  void journal(String action, String name) {
    String entry = action + " " + name;
    synchronized (journal) {
      journal.add(entry);
    }
    String why = broken.get(entry);
    if (why != null) {
      throw new RuntimeFailure("cannot " + entry + ": " + why, "mend it");
    }
  }

  void set(String entry, String why) {
    broken.put(entry, why);
  }

  void clear(String entry) {
    broken.remove(entry);
  }

  List<String> entries() {
    synchronized (journal) {
      return List.copyOf(journal);
    }
  }
}
