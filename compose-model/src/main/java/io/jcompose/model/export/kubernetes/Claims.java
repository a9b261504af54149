package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Named volumes: who uses them, and what a cluster is asked for. */
final class Claims {
  private static final String SECTION = "volumes";
  private static final String CLAIM = "PersistentVolumeClaim";

  private final Export export;
  private final Map<VolumeName, String> keys = new HashMap<>();
  private final Map<VolumeName, List<PodGroup>> users = new LinkedHashMap<>();

  Claims(Export export, List<PodGroup> groups) {
    this.export = export;
    export.project().volumes().forEach((key, volume) -> keys.put(volume.name(), key));
    for (PodGroup group : groups) {
      group.members().stream()
          .flatMap(service -> MountsOf.service(service, export.project()).stream())
          .filter(Mount.Volume.class::isInstance)
          .map(mount -> ((Mount.Volume) mount).volume())
          .distinct()
          .forEach(volume -> users.computeIfAbsent(volume, any -> new ArrayList<>()).add(group));
    }
  }

  /** Returns whether the pods of a group can each have a volume of their own in its stead. */
  boolean isOwn(VolumeName volume, PodGroup group) {
    return !isExternal(volume)
        && hostPath(volume).isEmpty()
        && users.getOrDefault(volume, List.of()).equals(List.of(group))
        && export.replicas(group.lead()) <= 1;
  }

  /** Returns whether a group has volumes that nobody else uses. */
  boolean ownsAny(PodGroup group) {
    return users.keySet().stream().anyMatch(volume -> isOwn(volume, group));
  }

  /** Returns what the claim for a volume is called. */
  String name(VolumeName volume) {
    String key = keys.getOrDefault(volume, volume.value());
    return ResourceNames.of(isExternal(volume) ? volume.value() : key);
  }

  /** Returns the directory of the host that a volume of the driver {@code local} stands for. */
  Optional<String> hostPath(VolumeName volume) {
    return definition(volume)
        .map(VolumeDefinition::driverOptions)
        .filter(options -> List.of(options.getOrDefault("o", "").split(",")).contains("bind"))
        .map(options -> options.get("device"));
  }

  /** Returns a claim that each pod of a stateful set has one of. */
  PersistentVolumeClaim template(VolumeName volume) {
    return claim(volume, "ReadWriteOnce");
  }

  /**
   * Returns the claims that stand on their own.
   *
   * @param kinds what groups become
   */
  List<Manifest> manifests(Map<PodGroup, WorkloadKind> kinds) {
    List<Manifest> manifests = new ArrayList<>();
    users.forEach(
        (volume, groups) -> {
          boolean inTemplate =
              groups.size() == 1
                  && kinds.get(groups.get(0)) == WorkloadKind.STATEFUL_SET
                  && isOwn(volume, groups.get(0));
          if (!inTemplate && !isExternal(volume) && hostPath(volume).isEmpty()) {
            manifests.add(manifest(volume, groups, kinds));
          }
        });
    return manifests;
  }

  private Manifest manifest(
      VolumeName volume, List<PodGroup> groups, Map<PodGroup, WorkloadKind> kinds) {
    String key = key(volume);
    String name = name(volume);
    export.names().take(CLAIM, name, ResourceNames.LONGEST_LABEL, SECTION, key);
    boolean shared = groups.size() > 1 || groups.stream().anyMatch(group -> isMany(group, kinds));
    if (shared) {
      export
          .remarks()
          .about(
              SECTION,
              key,
              "",
              "several pods use it: the cluster needs storage that nodes can share"
                  + " (ReadWriteMany)",
              "name a storage class that has it with 'storageClassName', or let one service use it"
                  + " alone");
    }
    return export
        .text()
        .of(
            claim(volume, shared ? "ReadWriteMany" : "ReadWriteOnce"),
            export.remarks().commentsAbout(SECTION, key));
  }

  private boolean isMany(PodGroup group, Map<PodGroup, WorkloadKind> kinds) {
    return kinds.get(group) == WorkloadKind.DAEMON_SET || export.replicas(group.lead()) > 1;
  }

  private PersistentVolumeClaim claim(VolumeName volume, String access) {
    String name = name(volume);
    VolumeResourceRequirements resources = new VolumeResourceRequirements();
    resources.setRequests(Map.of("storage", size(volume)));
    PersistentVolumeClaimSpec spec = new PersistentVolumeClaimSpec();
    spec.setAccessModes(List.of(access));
    spec.setResources(resources);
    PersistentVolumeClaim claim = new PersistentVolumeClaim();
    claim.setMetadata(export.labels().metadata(name, name));
    definition(volume)
        .map(VolumeDefinition::labels)
        .ifPresent(labels -> new Marks(claim.getMetadata()).add(labels));
    claim.setSpec(spec);
    return claim;
  }

  private Quantity size(VolumeName volume) {
    OptionalLong asked = definition(volume).map(Claims::size).orElse(OptionalLong.empty());
    return asked.isPresent()
        ? Quantities.bytes(asked.getAsLong())
        : Quantity.parse(export.options().volumeSize());
  }

  /** Drivers are told sizes as {@code size}, or among mount options as {@code size=…}. */
  private static OptionalLong size(VolumeDefinition volume) {
    Map<String, String> options = volume.driverOptions();
    List<String> words = new ArrayList<>();
    words.add("size=" + options.getOrDefault("size", ""));
    words.addAll(List.of(options.getOrDefault("o", "").split(",")));
    return words.stream()
        .filter(word -> word.startsWith("size="))
        .map(word -> io.jcompose.model.value.Quantities.bytes(word.substring("size=".length())))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private boolean isExternal(VolumeName volume) {
    return definition(volume).map(VolumeDefinition::external).orElse(false);
  }

  private String key(VolumeName volume) {
    return keys.getOrDefault(volume, volume.value());
  }

  private Optional<VolumeDefinition> definition(VolumeName volume) {
    return Optional.ofNullable(export.project().volumes().get(key(volume)));
  }
}
