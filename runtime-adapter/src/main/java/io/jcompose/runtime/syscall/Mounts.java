package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Mounts in the calling thread's mount namespace. Most are made detached, as descriptors, get their
 * properties, and are attached last: nobody ever sees a half-made one.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/mount.2.html">mount(2)</a>, <a
 *     href="https://man7.org/linux/man-pages/man2/open_tree.2.html">open_tree(2)</a>, <a
 *     href="https://man7.org/linux/man-pages/man2/mount_setattr.2.html">mount_setattr(2)</a>
 */
public final class Mounts {
  private static final int MS_REC = 0x4000;
  private static final int MS_PRIVATE = 0x40000;
  private static final int MNT_DETACH = 2;
  private static final int MOUNT_ATTR_SIZE = 32;
  private static final int AT_RECURSIVE = 0x8000;
  private static final int OPEN_TREE_CLONE = 1;
  private static final int MOVE_MOUNT_F_EMPTY_PATH = 0x04;
  private static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40;
  private static final int FSOPEN_CLOEXEC = 1;
  private static final int FSMOUNT_CLOEXEC = 1;
  private static final int FSCONFIG_SET_FLAG = 0;
  private static final int FSCONFIG_SET_STRING = 1;
  private static final int FSCONFIG_SET_FD = 5;
  private static final int FSCONFIG_CMD_CREATE = 6;

  private Mounts() {}

  /** What a mount does not allow. */
  public enum Attribute {
    READ_ONLY(1, 1),
    NO_SETUID(2, 2),
    NO_DEVICES(4, 4),
    NO_EXEC(8, 8);

    private final int mountFlag;
    private final int attribute;

    Attribute(int mountFlag, int attribute) {
      this.mountFlag = mountFlag;
      this.attribute = attribute;
    }

    private static int attributes(Attribute... all) {
      return Arrays.stream(all).mapToInt(one -> one.attribute).reduce(0, (a, b) -> a | b);
    }

    private static int mountFlags(Attribute... all) {
      return Arrays.stream(all).mapToInt(one -> one.mountFlag).reduce(0, (a, b) -> a | b);
    }
  }

  /** Who else sees what is mounted below a mount later. */
  public enum Propagation {
    SHARED(0x100000),
    SLAVE(0x80000),
    PRIVATE(0x40000);

    private final int flag;

    Propagation(int flag) {
      this.flag = flag;
    }
  }

  /** Keeps all mounts of the thread's namespace from spreading to others, and theirs to here. */
  public static void makeAllPrivate() {
    try (Scratch scratch = new Scratch()) {
      SystemCall.MOUNT.once(
          () -> "mount(/, PRIVATE|REC)", 0, scratch.text("/"), 0, MS_PRIVATE | MS_REC, 0);
    }
  }

  /**
   * Mounts a file system on a directory, the old way; its options are limited to 4095 bytes.
   *
   * @param options separated by commas
   */
  public static void mount(String type, Path target, String options, Attribute... attributes) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.MOUNT.retrying(
          () -> "mount(" + type + " -> " + target + ", " + options + ")",
          scratch.text(type),
          scratch.text(target.toString()),
          scratch.text(type),
          Attribute.mountFlags(attributes),
          scratch.text(options));
    }
  }

  /**
   * Makes a detached mount of a new file system.
   *
   * @param options an empty value means an option without one
   */
  public static Fd create(String type, Map<String, String> options, Attribute... attributes) {
    Fd context = openContext(type);
    try {
      options.forEach((name, value) -> configure(context, name, value));
      return mountContext(type, context, attributes);
    } finally {
      Descriptors.close(context);
    }
  }

  /**
   * Makes a detached mount of the processes of a pid namespace; the calling thread need not be in
   * it.
   *
   * @throws SyscallException with EINVAL before kernel 6.17
   */
  public static Fd createProc(Fd pidNamespace, Attribute... attributes) {
    Fd context = openContext("proc");
    try (Scratch scratch = new Scratch()) {
      SystemCall.FSCONFIG.once(
          () -> "fsconfig(proc, pidns=" + pidNamespace + ")",
          context.number(),
          FSCONFIG_SET_FD,
          scratch.text("pidns"),
          0,
          pidNamespace.number());
      return mountContext("proc", context, attributes);
    } finally {
      Descriptors.close(context);
    }
  }

  private static Fd openContext(String type) {
    try (Scratch scratch = new Scratch()) {
      return Descriptors.fd(
          SystemCall.FSOPEN.once(() -> "fsopen(" + type + ")", scratch.text(type), FSOPEN_CLOEXEC));
    }
  }

  private static void configure(Fd context, String name, String value) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.FSCONFIG.once(
          () -> "fsconfig(" + name + (value.isEmpty() ? "" : "=" + value) + ")",
          context.number(),
          value.isEmpty() ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING,
          scratch.text(name),
          value.isEmpty() ? 0 : scratch.text(value),
          0);
    }
  }

  private static Fd mountContext(String type, Fd context, Attribute... attributes) {
    SystemCall.FSCONFIG.retrying(
        () -> "fsconfig(" + type + ", CREATE)", context.number(), FSCONFIG_CMD_CREATE, 0, 0, 0);
    return Descriptors.fd(
        SystemCall.FSMOUNT.once(
            () -> "fsmount(" + type + ")",
            context.number(),
            FSMOUNT_CLOEXEC,
            Attribute.attributes(attributes)));
  }

  /** Makes a detached copy of what is mounted at a path, links followed. */
  public static Fd copy(Path path, boolean recursive) {
    try (Scratch scratch = new Scratch()) {
      return Descriptors.fd(
          SystemCall.OPEN_TREE.retrying(
              () -> "open_tree(" + path + ", CLONE)",
              Descriptors.AT_FDCWD,
              scratch.text(path.toString()),
              OPEN_TREE_CLONE | Descriptors.O_CLOEXEC | (recursive ? AT_RECURSIVE : 0)));
    }
  }

  /** Makes a detached copy of what {@code place} stands for. */
  public static Fd copy(Fd place, boolean recursive) {
    try (Scratch scratch = new Scratch()) {
      return Descriptors.fd(
          SystemCall.OPEN_TREE.retrying(
              () -> "open_tree(" + place + ", CLONE)",
              place.number(),
              scratch.text(""),
              OPEN_TREE_CLONE
                  | Descriptors.O_CLOEXEC
                  | Descriptors.AT_EMPTY_PATH
                  | (recursive ? AT_RECURSIVE : 0)));
    }
  }

  /** Takes away from a mount, and from all below it if {@code recursive}, what is not allowed. */
  public static void restrict(Fd mount, boolean recursive, Attribute... attributes) {
    setAttributes(mount, recursive, Attribute.attributes(attributes), 0);
  }

  /** Says who sees what is mounted below later. */
  public static void propagate(Fd mount, boolean recursive, Propagation propagation) {
    setAttributes(mount, recursive, 0, propagation.flag);
  }

  private static void setAttributes(Fd mount, boolean recursive, int set, int propagation) {
    try (Scratch scratch = new Scratch()) {
      Pointer attributes = scratch.block(MOUNT_ATTR_SIZE);
      attributes.setLong(0, set);
      attributes.setLong(16, propagation);
      SystemCall.MOUNT_SETATTR.once(
          () -> "mount_setattr(" + mount + ", " + set + ", " + propagation + ")",
          mount.number(),
          scratch.text(""),
          Descriptors.AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0),
          Scratch.address(attributes),
          MOUNT_ATTR_SIZE);
    }
  }

  /** Attaches a detached mount on a directory or file of the thread's mount namespace. */
  public static void attach(Fd mount, Fd target) {
    try (Scratch scratch = new Scratch()) {
      long empty = scratch.text("");
      SystemCall.MOVE_MOUNT.once(
          () -> "move_mount(" + mount + " -> " + target + ")",
          mount.number(),
          empty,
          target.number(),
          empty,
          MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
    }
  }

  /**
   * Makes {@code root}, which must be a mount, the root and the working directory of the calling
   * thread and takes everything else out of its mount namespace.
   */
  public static void pivot(Fd root) {
    SystemCall.FCHDIR.once(() -> "fchdir(" + root + ")", root.number());
    try (Scratch scratch = new Scratch()) {
      long here = scratch.text(".");
      // both paths the same: the old root ends up on top of the new one and is detached from there
      SystemCall.PIVOT_ROOT.once(() -> "pivot_root(" + root + ")", here, here);
      SystemCall.UMOUNT2.once(() -> "umount(old root, DETACH)", here, MNT_DETACH);
    }
    SystemCall.FCHDIR.once(() -> "fchdir(" + root + ")", root.number());
  }

  /** Detaches what is mounted on a directory; it goes when its last user does. */
  public static void detach(Path target) {
    try (Scratch scratch = new Scratch()) {
      SystemCall.UMOUNT2.once(
          () -> "umount(" + target + ", DETACH)", scratch.text(target.toString()), MNT_DETACH);
    }
  }
}
