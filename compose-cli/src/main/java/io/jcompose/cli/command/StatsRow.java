package io.jcompose.cli.command;

import io.jcompose.cli.output.ByteSize;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ResourceUsage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One container as {@code stats} shows it, worded as docker does. */
record StatsRow(
    String id,
    String name,
    String processors,
    String memory,
    String memoryPercent,
    String network,
    String disks,
    String processes) {
  static final String[] HEADINGS = {
    "CONTAINER ID", "NAME", "CPU %", "MEM USAGE / LIMIT", "MEM %", "NET I/O", "BLOCK I/O", "PIDS"
  };
  private static final int SHORT_ID = 12;

  /**
   * Returns the row of a container.
   *
   * @param before an earlier reading; without one nothing can be said of the processors
   * @param now empty if it does not run
   */
  static StatsRow of(
      ContainerStatus container,
      Optional<ResourceUsage> before,
      Optional<ResourceUsage> now,
      boolean wholeId) {
    String id = wholeId ? container.id() : container.id().substring(0, SHORT_ID);
    return now.map(usage -> of(id, container.name().value(), before, usage))
        .orElseGet(
            () ->
                new StatsRow(
                    id,
                    container.name().value(),
                    percent(0),
                    pair(ByteSize.ofMemory(0), ByteSize.ofMemory(0)),
                    percent(0),
                    pair(ByteSize.of(0), ByteSize.of(0)),
                    pair(ByteSize.of(0), ByteSize.of(0)),
                    "0"));
  }

  private static StatsRow of(
      String id, String name, Optional<ResourceUsage> before, ResourceUsage now) {
    return new StatsRow(
        id,
        name,
        percent(before.map(then -> processorShare(then, now)).orElse(0.0)),
        pair(ByteSize.ofMemory(now.memory()), ByteSize.ofMemory(now.memoryLimit())),
        percent(now.memoryLimit() == 0 ? 0 : 100.0 * now.memory() / now.memoryLimit()),
        pair(ByteSize.of(now.received()), ByteSize.of(now.sent())),
        pair(ByteSize.of(now.read()), ByteSize.of(now.written())),
        Long.toString(now.processes()));
  }

  /** Returns percent of one processor; several that are busy are more than a hundred. */
  private static double processorShare(ResourceUsage before, ResourceUsage now) {
    double time = Duration.between(before.at(), now.at()).toNanos();
    double used = now.processorTime().minus(before.processorTime()).toNanos();
    // one that was restarted in between counts from zero again
    return time <= 0 || used < 0 ? 0 : 100 * used / time;
  }

  private static String percent(double number) {
    return String.format(Locale.ROOT, "%.2f%%", number);
  }

  private static String pair(String first, String second) {
    return first + " / " + second;
  }

  String[] cells() {
    return new String[] {id, name, processors, memory, memoryPercent, network, disks, processes};
  }

  /** Returns the row with the keys that docker uses. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("BlockIO", disks);
    map.put("CPUPerc", processors);
    map.put("Container", id);
    map.put("ID", id);
    map.put("MemPerc", memoryPercent);
    map.put("MemUsage", memory);
    map.put("Name", name);
    map.put("NetIO", network);
    map.put("PIDs", processes);
    return map;
  }
}
