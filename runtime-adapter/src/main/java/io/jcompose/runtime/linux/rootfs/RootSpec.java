package io.jcompose.runtime.linux.rootfs;

import java.nio.file.Path;
import java.util.List;

/**
 * A container's root file system.
 *
 * @param layers read-only directories, the topmost first; {@code /} is allowed
 * @param upper empty directory, or what an earlier run left; takes what the container writes
 * @param work directory on the same file system, for the kernel's use
 * @param readOnly whether the container may write outside its mounts
 * @param mounts in the order of mounting, parents first; files such as {@code /etc/hosts} among
 *     them
 */
public record RootSpec(
    List<Path> layers, Path upper, Path work, boolean readOnly, List<RootMount> mounts) {

  public RootSpec {
    layers = List.copyOf(layers);
    mounts = List.copyOf(mounts);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a root needs a layer");
    }
  }
}
