package io.jcompose.model.project;

import io.jcompose.model.value.VolumeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
   * @param recursion what becomes of mounts below the source; empty means {@link Recursion#ENABLED}
   * @param consistency {@code consistency:} as written; without effect on Linux
   */
  record Bind(
      String source,
      String target,
      boolean readOnly,
      boolean createHostPath,
      Optional<String> propagation,
      Optional<String> selinux,
      Optional<Recursion> recursion,
      Optional<String> consistency)
      implements Mount {
    /** Creates a mount as the short form writes it. */
    public Bind(
        String source,
        String target,
        boolean readOnly,
        boolean createHostPath,
        Optional<String> propagation,
        Optional<String> selinux) {
      this(
          source,
          target,
          readOnly,
          createHostPath,
          propagation,
          selinux,
          Optional.empty(),
          Optional.empty());
    }

    /** What becomes of mounts below the source of a bind mount. */
    public enum Recursion {
      /** They come along, read-only if the kernel can do that. */
      ENABLED,
      /** They stay outside. */
      DISABLED,
      /** They come along, and stay writable in a read-only mount. */
      WRITABLE,
      /** They come along, and must become read-only with it. */
      READONLY
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bind(this);
    }
  }

  /**
   * A named volume, shared by all who name it.
   *
   * @param noCopy whether the image's content at {@code target} is kept out of a new, empty volume
   * @param subpath the directory in the volume that is mounted; empty means its root
   * @param labels {@code labels:}, of a volume that is made for the mount
   */
  record Volume(
      VolumeName volume,
      String target,
      boolean readOnly,
      boolean noCopy,
      Optional<String> subpath,
      Map<String, String> labels)
      implements Mount {
    public Volume {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Creates a mount as the short form writes it. */
    public Volume(VolumeName volume, String target, boolean readOnly, boolean noCopy) {
      this(volume, target, readOnly, noCopy, Optional.empty(), Map.of());
    }

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

  /**
   * The files of another image, read-only.
   *
   * @param source the image's name, or that of a service whose image is meant
   * @param subpath the directory in the image that is mounted; empty means its root
   */
  record Image(String source, String target, Optional<String> subpath) implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.image(this);
    }
  }

  /**
   * A volume that a cluster's storage plug-in provides; never on one host.
   *
   * @param source the volume's name, or a group's as {@code group:NAME}
   */
  record ClusterVolume(String source, String target, boolean readOnly) implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.clusterVolume(this);
    }
  }

  /**
   * A named pipe of a Windows host; never on Linux.
   *
   * @param source the pipe's path on the host
   */
  record NamedPipe(String source, String target) implements Mount {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.namedPipe(this);
    }
  }

  /** A new kind breaks every place that must know of it. */
  interface Visitor<R> {
    R bind(Bind mount);

    R volume(Volume mount);

    R anonymousVolume(AnonymousVolume mount);

    R tmpfs(Tmpfs mount);

    R image(Image mount);

    R clusterVolume(ClusterVolume mount);

    R namedPipe(NamedPipe mount);
  }
}
