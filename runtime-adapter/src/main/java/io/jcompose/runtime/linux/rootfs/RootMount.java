package io.jcompose.runtime.linux.rootfs;

import io.jcompose.model.plan.GrantedFile;
import io.jcompose.model.value.HiddenContent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something mounted into a container, with everything on the host's side known. */
public sealed interface RootMount {
  /** Returns the absolute path inside the container; made if missing. */
  String target();

  /**
   * A file or directory of the host with all that is mounted below it.
   *
   * @param source must exist
   * @param readOnly whether also everything below is read-only
   * @param propagation as mount(8) names it; empty means {@code rprivate}
   */
  record Bind(Path source, String target, boolean readOnly, Optional<String> propagation)
      implements RootMount {}

  /**
   * A file of the container's own, in memory; it cannot be written.
   *
   * @param target where it is; a directory there is no place for it
   */
  record GivenFile(String target, GrantedFile.Attributes attributes, HiddenContent content)
      implements RootMount {}

  /**
   * Memory.
   *
   * @param sizeBytes empty means the kernel's default: half the machine's memory
   * @param mode permission bits of its root; empty means 01777
   * @param options further options of tmpfs(5), separated by commas
   */
  record Tmpfs(String target, OptionalLong sizeBytes, OptionalInt mode, String options)
      implements RootMount {}
}
