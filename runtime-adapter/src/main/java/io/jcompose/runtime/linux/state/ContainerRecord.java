package io.jcompose.runtime.linux.state;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.value.VolumeName;
import java.time.Instant;
import java.util.List;

/**
 * What a container was made of.
 *
 * @param id 64 hexadecimal digits
 * @param imageId of the image it was made of
 * @param anonymousVolumes the volumes that are its own
 */
public record ContainerRecord(
    int version,
    String id,
    ContainerSpec spec,
    String imageId,
    Instant created,
    List<AnonymousVolume> anonymousVolumes) {
  static final int VERSION = 1;
  private static final int SHORT = 12;

  public ContainerRecord {
    anonymousVolumes = List.copyOf(anonymousVolumes);
  }

  /** Creates the record of a container in today's form. */
  public static ContainerRecord of(
      String id,
      ContainerSpec spec,
      String imageId,
      Instant created,
      List<AnonymousVolume> anonymousVolumes) {
    return new ContainerRecord(VERSION, id, spec, imageId, created, anonymousVolumes);
  }

  /** Returns its id as it is written for people: the first twelve digits. */
  public String shortId() {
    return id.substring(0, SHORT);
  }

  /** Returns this record without its volumes, which are then nobody's. */
  public ContainerRecord withoutVolumes() {
    return of(id, spec, imageId, created, List.of());
  }

  /** A volume without a name in the file, and where it is mounted. */
  public record AnonymousVolume(String target, VolumeName volume) {}
}
