package io.jcompose.model.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a container may use of the host, as the service's own keys say; {@link Deploy} has another
 * way to say some of it.
 *
 * @param pidsLimit {@code pids_limit:}: processes and threads; -1 means without limit
 * @param ulimits {@code ulimits:} by name
 * @param blockIo {@code blkio_config:}
 * @param devices {@code devices:}, one for a path in the container
 * @param deviceCgroupRules {@code device_cgroup_rules:} as written, such as {@code c 1:3 mr}
 * @param gpus {@code gpus:}
 */
public record ResourceSettings(
    Cpu cpu,
    Memory memory,
    OptionalInt pidsLimit,
    Map<String, Ulimit> ulimits,
    Optional<BlockIo> blockIo,
    List<DeviceMapping> devices,
    List<String> deviceCgroupRules,
    List<DeviceRequest> gpus) {
  /** No limit, no device. */
  public static final ResourceSettings DEFAULT =
      new ResourceSettings(
          Cpu.DEFAULT,
          Memory.DEFAULT,
          OptionalInt.empty(),
          Map.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  public ResourceSettings {
    ulimits = Collections.unmodifiableMap(new LinkedHashMap<>(ulimits));
    devices = List.copyOf(devices);
    deviceCgroupRules = List.copyOf(deviceCgroupRules);
    gpus = List.copyOf(gpus);
  }

  /**
   * Processor time; what is empty is not limited.
   *
   * @param cpus {@code cpus:}: processors, fractions included
   * @param shares {@code cpu_shares:}: weight among containers; the kernel's default is 1024
   * @param quotaMicroseconds {@code cpu_quota:}: time in each period
   * @param periodMicroseconds {@code cpu_period:}
   * @param realtimePeriodMicroseconds {@code cpu_rt_period:}
   * @param realtimeRuntimeMicroseconds {@code cpu_rt_runtime:}
   * @param cpuset {@code cpuset:}: the processors by number, such as {@code 0-3,7}
   * @param count {@code cpu_count:}, for Windows
   * @param percent {@code cpu_percent:}, for Windows
   */
  public record Cpu(
      OptionalDouble cpus,
      OptionalInt shares,
      OptionalLong quotaMicroseconds,
      OptionalLong periodMicroseconds,
      OptionalLong realtimePeriodMicroseconds,
      OptionalLong realtimeRuntimeMicroseconds,
      Optional<String> cpuset,
      OptionalInt count,
      OptionalDouble percent) {
    /** Not limited. */
    public static final Cpu DEFAULT =
        new Cpu(
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());
  }

  /**
   * Memory; what is empty is not limited.
   *
   * @param limitBytes {@code mem_limit:}
   * @param reservationBytes {@code mem_reservation:}: what is left to it when memory gets short
   * @param withSwapBytes {@code memswap_limit:}: memory and swap together; -1 means without limit
   * @param swappiness {@code mem_swappiness:}, of 100
   * @param shmSizeBytes {@code shm_size:}: the size of {@code /dev/shm}; empty means 64 MiB
   * @param oomKillDisabled {@code oom_kill_disable:}
   * @param oomScoreAdjustment {@code oom_score_adj:}, from -1000 to 1000; empty means 0
   */
  public record Memory(
      OptionalLong limitBytes,
      OptionalLong reservationBytes,
      OptionalLong withSwapBytes,
      OptionalLong swappiness,
      OptionalLong shmSizeBytes,
      boolean oomKillDisabled,
      OptionalInt oomScoreAdjustment) {
    /** Not limited. */
    public static final Memory DEFAULT =
        new Memory(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false,
            OptionalInt.empty());
  }

  /**
   * A device of the host in the container: an item of {@code devices:}.
   *
   * @param source the path on the host, or a CDI name such as {@code vendor.com/class=name}
   * @param target the path in the container
   * @param permissions of {@code r}, {@code w} and {@code m} (make nodes); empty means all
   */
  public record DeviceMapping(String source, String target, Optional<String> permissions) {}
}
