package io.jcompose.runtime.files;

import io.jcompose.runtime.image.tar.EntryKind;
import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.image.tar.TarEntry;
import io.jcompose.runtime.image.unpack.KeptAttributes;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Details;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a tree is written as a layer of an image: with extended attributes, and, where it is the
 * upper directory of an overlay, with its whiteouts and opaque directories in the form that images
 * have for them.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">image
 *     specification, whiteouts</a>
 */
public final class LayerForm {
  /** The entry that hides what lower layers have in its directory. */
  static final byte[] OPAQUE = ".wh..wh..opq".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] WHITEOUT = ".wh.".getBytes(StandardCharsets.US_ASCII);
  private static final String OPAQUE_ATTRIBUTE = "trusted.overlay.opaque";
  private static final Set<String> REFERENCES =
      Set.of("trusted.overlay.redirect", "trusted.overlay.metacopy");

  private final FileCalls files = new FileCalls();
  private final boolean upper;
  private final Set<EntryName> mountPoints;

  private LayerForm(boolean upper, Set<EntryName> mountPoints) {
    this.upper = upper;
    this.mountPoints = Set.copyOf(mountPoints);
  }

  /** Returns the form of a tree that is all there is. */
  public static LayerForm ofWholeTree(Set<EntryName> mountPoints) {
    return new LayerForm(false, mountPoints);
  }

  /**
   * Returns the form of what an overlay's upper directory holds.
   *
   * @param mountPoints where something is mounted over the tree: an empty file there was made to be
   *     mounted on, and is left out
   */
  public static LayerForm ofUpperDirectory(Set<EntryName> mountPoints) {
    return new LayerForm(true, mountPoints);
  }

  boolean isWhiteout(Details details) {
    return upper && details.status().isWhiteout();
  }

  boolean isOpaque(Fd directory) {
    return upper && files.attributes(directory).contains(OPAQUE_ATTRIBUTE);
  }

  boolean isLeftOut(EntryName name, Details details) {
    return details.kind() == FileCalls.REGULAR_FILE
        && details.size() == 0
        && mountPoints.contains(name);
  }

  /** Returns the name of the entry that hides {@code name} of the lower layers. */
  static byte[] whiteout(byte[] name) {
    byte[] whole = Arrays.copyOf(WHITEOUT, WHITEOUT.length + name.length);
    System.arraycopy(name, 0, whole, WHITEOUT.length, name.length);
    return whole;
  }

  /** Returns an entry that only says something by its name. */
  static TarEntry marker(EntryName name, Details of) {
    TarEntry.Moment changed =
        new TarEntry.Moment(of.changed().seconds(), of.changed().nanoseconds());
    return new TarEntry(
        name,
        EntryKind.FILE,
        EntryName.of(""),
        0,
        0,
        0,
        changed,
        changed,
        0,
        0,
        0,
        List.of(),
        0,
        Map.of());
  }

  /**
   * Returns the attributes that a layer keeps.
   *
   * @throws RuntimeFailure if the kernel keeps the file as a reference to lower layers, whose
   *     content is not here
   */
  Map<String, TarEntry.Attribute> attributes(Fd place) {
    Map<String, TarEntry.Attribute> kept = new LinkedHashMap<>();
    for (String name : files.attributes(place)) {
      if (upper && REFERENCES.contains(name)) {
        throw new RuntimeFailure(
            "cannot make a layer: a file that was renamed or changed is kept as a reference ("
                + name
                + ")",
            "write N into redirect_dir and metacopy below /sys/module/overlay/parameters, and make"
                + " the container anew");
      }
      if (KeptAttributes.isKept(name) && name.indexOf('=') < 0) {
        kept.put(name, new TarEntry.Attribute(files.attribute(place, name)));
      }
    }
    return kept;
  }
}
