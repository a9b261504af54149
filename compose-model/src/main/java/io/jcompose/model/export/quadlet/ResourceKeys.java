package io.jcompose.model.export.quadlet;

import io.jcompose.model.project.BlockIo;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.DeviceRequest;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.ResourceSettings.Cpu;
import io.jcompose.model.project.ResourceSettings.DeviceMapping;
import io.jcompose.model.project.ResourceSettings.Memory;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.Ulimit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What a container may use of the host. Quadlet of podman 5.4 has few settings for it. */
final class ResourceKeys {
  /** Quadlet needs version 2. */
  private static final String OLD_GROUPS = "control groups have had it in version 1 only";

  private final Service service;
  private final Draft draft;

  ResourceKeys(Service service, Draft draft) {
    this.service = service;
    this.draft = draft;
  }

  void add() {
    ResourceSettings resources = service.resources();
    Optional<Deploy> deploy = service.deployment().deploy();
    memory(resources.memory(), deploy);
    cpu(resources.cpu(), deploy);
    pids(resources, deploy);
    resources.ulimits().forEach(this::ulimit);
    resources.blockIo().ifPresent(this::blockIo);
    resources.devices().forEach(this::device);
    resources.deviceCgroupRules().forEach(rule -> draft.podman("device-cgroup-rule", rule));
    resources.gpus().forEach(request -> devices(request, true, "gpus"));
    deploy
        .map(Deploy::reservations)
        .ifPresent(
            reservations ->
                reservations
                    .devices()
                    .forEach(
                        request ->
                            devices(
                                request,
                                request.capabilities().contains("gpu"),
                                "deploy",
                                "resources",
                                "reservations",
                                "devices")));
    service.storage().options().keySet().stream()
        .findFirst()
        .ifPresent(
            any -> draft.unsaid("podman has such options for all containers only", "storage_opt"));
  }

  private void pids(ResourceSettings resources, Optional<Deploy> deploy) {
    OptionalInt limit =
        deploy
            .map(it -> it.limits().pids())
            .filter(OptionalInt::isPresent)
            .orElse(resources.pidsLimit());
    limit.ifPresent(it -> draft.plain("PidsLimit", Integer.toString(it)));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private void memory(Memory memory, Optional<Deploy> deploy) {
    deploy
        .flatMap(it -> boxed(it.limits().memoryBytes()))
        .or(() -> boxed(memory.limitBytes()))
        .ifPresent(bytes -> draft.podman("memory", bytes.toString()));
    deploy
        .flatMap(it -> boxed(it.reservations().memoryBytes()))
        .or(() -> boxed(memory.reservationBytes()))
        .ifPresent(bytes -> draft.podman("memory-reservation", bytes.toString()));
    memory.withSwapBytes().ifPresent(bytes -> draft.podman("memory-swap", Long.toString(bytes)));
    if (memory.swappiness().isPresent()) {
      draft.unsaid(OLD_GROUPS, "mem_swappiness");
    }
    if (memory.shmSizeBytes().isPresent() && !service.security().readOnly()) {
      draft.plain("ShmSize", Long.toString(memory.shmSizeBytes().getAsLong()));
    }
    if (memory.oomKillDisabled()) {
      draft.unsaid(OLD_GROUPS, "oom_kill_disable");
    }
    memory
        .oomScoreAdjustment()
        .ifPresent(it -> draft.podman("oom-score-adj", Integer.toString(it)));
  }

  private void cpu(Cpu cpu, Optional<Deploy> deploy) {
    OptionalDouble limit =
        deploy.map(it -> it.limits().cpus()).filter(OptionalDouble::isPresent).orElse(cpu.cpus());
    limit.ifPresent(it -> draft.podman("cpus", number(it)));
    cpu.shares().ifPresent(it -> draft.podman("cpu-shares", Integer.toString(it)));
    cpu.quotaMicroseconds().ifPresent(it -> draft.podman("cpu-quota", Long.toString(it)));
    cpu.periodMicroseconds().ifPresent(it -> draft.podman("cpu-period", Long.toString(it)));
    if (cpu.realtimePeriodMicroseconds().isPresent()) {
      draft.unsaid(OLD_GROUPS, "cpu_rt_period");
    }
    if (cpu.realtimeRuntimeMicroseconds().isPresent()) {
      draft.unsaid(OLD_GROUPS, "cpu_rt_runtime");
    }
    cpu.cpuset().ifPresent(it -> draft.podman("cpuset-cpus", it));
  }

  private static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private void ulimit(String name, Ulimit limit) {
    draft.line("Ulimit", name + "=" + limit.soft() + ":" + limit.hard(), "ulimits", name);
  }

  private void blockIo(BlockIo io) {
    io.weight().ifPresent(it -> draft.podman("blkio-weight", Integer.toString(it)));
    io.weightDevices()
        .forEach(it -> draft.podman("blkio-weight-device", it.path() + ":" + it.weight()));
    rates("device-read-bps", io.readBytes());
    rates("device-read-iops", io.readOperations());
    rates("device-write-bps", io.writeBytes());
    rates("device-write-iops", io.writeOperations());
  }

  private void rates(String option, List<BlockIo.DeviceRate> rates) {
    rates.forEach(it -> draft.podman(option, it.path() + ":" + it.rate()));
  }

  private void device(DeviceMapping device) {
    boolean named = !device.source().startsWith("/"); // as of vendors: vendor.com/class=name
    draft.word(
        "AddDevice",
        named
            ? device.source()
            : device.source()
                + ":"
                + device.target()
                + device.permissions().map(it -> ":" + it).orElse(""));
  }

  /** Drivers are asked by the names that the container device interface gives to devices. */
  private void devices(DeviceRequest request, boolean graphics, String... path) {
    boolean known = request.driver().filter(driver -> !driver.equals("nvidia")).isEmpty();
    if (!graphics || !known) {
      draft.unsaid("podman finds devices of this kind by their names only", path);
      return;
    }
    if (request.selection() instanceof DeviceRequest.Selection.Named named) {
      named.ids().forEach(id -> draft.word("AddDevice", "nvidia.com/gpu=" + id));
    } else if (request.selection() instanceof DeviceRequest.Selection.Some some) {
      IntStream.range(0, some.count())
          .forEach(number -> draft.word("AddDevice", "nvidia.com/gpu=" + number));
    } else {
      draft.word("AddDevice", "nvidia.com/gpu=all");
    }
    if (!request.options().isEmpty()) {
      draft.unsaid("podman passes no options to the driver", path);
    }
  }
}
