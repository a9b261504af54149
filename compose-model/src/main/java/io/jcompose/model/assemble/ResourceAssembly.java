package io.jcompose.model.assemble;

import io.jcompose.model.project.BlockIo;
import io.jcompose.model.project.BlockIo.DeviceRate;
import io.jcompose.model.project.BlockIo.DeviceWeight;
import io.jcompose.model.project.DeviceRequest;
import io.jcompose.model.project.DeviceRequest.Selection;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.ResourceSettings.DeviceMapping;
import io.jcompose.model.project.Ulimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the typed limits and devices of a service. */
final class ResourceAssembly {
  private ResourceAssembly() {}

  static ResourceSettings resources(Section service) {
    return new ResourceSettings(
        cpu(service),
        memory(service),
        service.integer("pids_limit"),
        ulimits(service),
        service.optionalSection("blkio_config").map(ResourceAssembly::blockIo),
        service.items("devices").stream().map(ResourceAssembly::device).toList(),
        service.list("device_cgroup_rules"),
        deviceRequests(service, "gpus"));
  }

  private static ResourceSettings.Cpu cpu(Section service) {
    return new ResourceSettings.Cpu(
        service.decimal("cpus"),
        service.integer("cpu_shares"),
        service.number("cpu_quota"),
        service.number("cpu_period"),
        service.number("cpu_rt_period"),
        service.number("cpu_rt_runtime"),
        service.text("cpuset"),
        service.integer("cpu_count"),
        service.decimal("cpu_percent"));
  }

  private static ResourceSettings.Memory memory(Section service) {
    return new ResourceSettings.Memory(
        service.number("mem_limit"),
        service.number("mem_reservation"),
        service.number("memswap_limit"),
        service.number("mem_swappiness"),
        service.number("shm_size"),
        service.flag("oom_kill_disable"),
        service.integer("oom_score_adj"));
  }

  /** Returns the limits of {@code owner}: a number is both, the soft and the hard one. */
  static Map<String, Ulimit> ulimits(Section owner) {
    Section all = owner.section("ulimits");
    Map<String, Ulimit> limits = new LinkedHashMap<>();
    for (String name : all.map().entries().keySet()) {
      all.optionalSection(name)
          .map(limit -> new Ulimit(limitOf(limit, "soft"), limitOf(limit, "hard")))
          .or(
              () ->
                  all.text(name).map(unused -> new Ulimit(limitOf(all, name), limitOf(all, name))))
          .ifPresent(limit -> limits.put(name, limit));
    }
    return limits;
  }

  private static long limitOf(Section section, String key) {
    return section.number(key).orElseThrow();
  }

  private static BlockIo blockIo(Section block) {
    return new BlockIo(
        block.integer("weight"),
        block.items("weight_device").stream()
            .map(
                item ->
                    new DeviceWeight(
                        item.text("path").orElse(""), item.integer("weight").orElse(0)))
            .toList(),
        rates(block, "device_read_bps"),
        rates(block, "device_read_iops"),
        rates(block, "device_write_bps"),
        rates(block, "device_write_iops"));
  }

  private static List<DeviceRate> rates(Section block, String key) {
    return block.items(key).stream()
        .map(item -> new DeviceRate(item.text("path").orElse(""), item.number("rate").orElse(0)))
        .toList();
  }

  private static DeviceMapping device(Section device) {
    String source = device.text("source").orElse("");
    return new DeviceMapping(
        source, device.text("target").orElse(source), device.text("permissions"));
  }

  static List<DeviceRequest> deviceRequests(Section owner, String key) {
    return owner.items(key).stream()
        .map(
            request ->
                new DeviceRequest(
                    request.list("capabilities"),
                    request.text("driver"),
                    selection(request),
                    request.texts("options")))
        .toList();
  }

  private static Selection selection(Section request) {
    List<String> ids = request.list("device_ids");
    if (!ids.isEmpty()) {
      return new Selection.Named(ids);
    }
    OptionalInt count = request.integer("count");
    // the long form of "all" is -1
    return count.isEmpty() || count.getAsInt() == -1
        ? new Selection.All()
        : new Selection.Some(count.getAsInt());
  }
}
