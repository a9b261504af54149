package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * Files below a directory that is treated as the root of everything: the kernel resolves {@code
 * ..}, absolute paths and symbolic links inside it, so that nothing a stranger put there leads out.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/openat2.2.html">openat2(2),
 *     RESOLVE_IN_ROOT</a>
 */
public final class RootedFiles {
  private static final int RESOLVE_NO_MAGICLINKS = 0x02;
  private static final int RESOLVE_IN_ROOT = 0x10;
  private static final int S_IFREG = 0x8000;
  private static final int PATH_MAX = 4096;
  private static final int OPEN_HOW_SIZE = 24;

  private RootedFiles() {}

  /** Opens a file below {@code root} as a place only. Links are followed inside the root. */
  public static Fd openPlace(Fd root, String path) {
    return open(root, path, Descriptors.O_PATH);
  }

  /** Like {@link #openPlace}, but a link at the end of the path is the file. */
  public static Fd openPlaceOfLink(Fd root, String path) {
    return open(root, path, Descriptors.O_PATH | Architecture.CURRENT.openNoFollow());
  }

  /** Opens a file below {@code root} for reading; does not wait for the other side of a FIFO. */
  public static Fd openForReading(Fd root, String path) {
    return open(root, path, Descriptors.O_RDONLY | Descriptors.O_NONBLOCK | Descriptors.O_NOCTTY);
  }

  /** Opens a file below {@code root} for both; on a FIFO this never waits for another side. */
  public static Fd openForReadingAndWriting(Fd root, String path) {
    return open(root, path, Descriptors.O_RDWR | Descriptors.O_NOCTTY);
  }

  private static Fd open(Fd root, String path, int flags) {
    try (Scratch scratch = new Scratch()) {
      Pointer how = scratch.block(OPEN_HOW_SIZE);
      how.setLong(0, Integer.toUnsignedLong(flags | Descriptors.O_CLOEXEC));
      how.setLong(16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
      return Descriptors.fd(
          SystemCall.OPENAT2.retrying(
              () -> "openat2(" + path + ", IN_ROOT)",
              root.number(),
              scratch.text(path),
              Scratch.address(how),
              OPEN_HOW_SIZE));
    }
  }

  /** Makes a directory; {@code name} is one component, not a path. */
  public static void makeDirectory(Fd parent, String name, int mode) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.MKDIRAT.once(
          () -> "mkdirat(" + name + ")", parent.number(), scratch.text(component(name)), mode);
    }
  }

  /** Makes an empty file; {@code name} is one component, not a path. */
  public static void makeFile(Fd parent, String name, int mode) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.MKNODAT.once(
          () -> "mknodat(" + name + ")",
          parent.number(),
          scratch.text(component(name)),
          S_IFREG | mode);
    }
  }

  /** Makes a symbolic link; {@code name} is one component, not a path. */
  public static void makeLink(Fd parent, String name, String target) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.SYMLINKAT.once(
          () -> "symlinkat(" + target + ", " + name + ")",
          scratch.text(target),
          parent.number(),
          scratch.text(component(name)));
    }
  }

  /** Returns where the link leads that {@link #openPlaceOfLink} opened. */
  public static String readLink(Fd link) {
    try (Scratch scratch = new Scratch()) {
      Pointer target = scratch.block(PATH_MAX);
      long length =
          SystemCall.READLINKAT.once(
              () -> "readlinkat(" + link + ")",
              link.number(),
              scratch.text(""),
              Scratch.address(target),
              PATH_MAX);
      return new String(target.getByteArray(0, (int) length), StandardCharsets.UTF_8);
    }
  }

  private static String component(String name) {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("not the name of one file: '" + name + "'");
    }
    return name;
  }
}
