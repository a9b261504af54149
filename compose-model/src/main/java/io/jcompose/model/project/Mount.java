package io.jcompose.model.project;

import io.jcompose.model.value.VolumeName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something mounted into a container. */
public sealed interface Mount {
  /**
   * Returns the absolute path inside the container, cleaned: no {@code .}, {@code ..} or {@code
   * //}.
   */
  String target();

  /** Returns what {@code visitor} makes of this kind of mount. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A file or directory of the host.
   *
   * @param source absolute path on the host
   * @param createHostPath whether a missing source is made as a directory
   * @param propagation one of {@code private, rprivate, shared, rshared, slave, rslave}; empty
   *     means {@code rprivate}
   * @param selinux {@code z} to relabel the source for all containers, {@code Z} for this one
   *     alone; without effect on a host that does not run SELinux
   */
  record Bind(
      String source,
      String target,
      boolean readOnly,
      boolean createHostPath,
      Optional<String> propagation,
      Optional<String> selinux)
      implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bind(this);
    }
  }

  /**
   * A named volume, shared by all who name it.
   *
   * @param noCopy whether the image's content at {@code target} is kept out of a new, empty volume
   */
  record Volume(VolumeName volume, String target, boolean readOnly, boolean noCopy)
      implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.volume(this);
    }
  }

  /** A volume of the container's own, without a name in the file; removed by {@code down -v}. */
  record AnonymousVolume(String target, boolean readOnly) implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.anonymousVolume(this);
    }
  }

  /**
   * Memory that is gone with the container.
   *
   * @param sizeBytes the limit; empty means the kernel's default
   * @param mode permission bits of its root; empty means 01777
   * @param options further options of tmpfs(5) as written, such as {@code noexec}; empty for none
   */
  record Tmpfs(String target, OptionalLong sizeBytes, OptionalInt mode, String options)
      implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tmpfs(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R bind(Bind mount);

    R volume(Volume mount);

    R anonymousVolume(AnonymousVolume mount);

    R tmpfs(Tmpfs mount);
  }
}
