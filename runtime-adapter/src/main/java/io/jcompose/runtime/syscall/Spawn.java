package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program about to be run as a child that inherits what the calling thread is: its namespaces,
 * root, user and limits. The child leads a session of its own, with no signal blocked or ignored.
 *
 * <p>What {@link #open}, {@link #duplicate} and the rest ask for happens in the child, in the order
 * it was asked for.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/posix_spawn.3.html">posix_spawn(3)</a>
 */
public final class Spawn {
  private static final int ACTIONS_SIZE = 128; // glibc 80, musl less
  private static final int ATTRIBUTES_SIZE = 512; // 336
  private static final int SIGNALS_SIZE = 128;
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;

  private final String program;
  private final List<String> arguments;
  private final List<String> environment;
  private final List<FileAction> actions = new ArrayList<>();

  /**
   * Prepares a program.
   *
   * @param program a path; not looked up
   * @param arguments the first is what the program sees as its own name
   */
  public Spawn(String program, List<String> arguments, Map<String, String> environment) {
    this.program = program;
    this.arguments = List.copyOf(arguments);
    this.environment =
        environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** How a file is opened in the child. */
  public enum Access {
    READ(0),
    WRITE(1),
    READ_WRITE(2);

    private final int flag;

    Access(int flag) {
      this.flag = flag;
    }
  }

  @FunctionalInterface
  private interface FileAction {
    int addTo(Pointer actions, Scratch scratch);
  }

  /** Opens a file as descriptor {@code number}; waits as open(2) does. */
  public Spawn open(int number, String path, Access access) {
    return with(
        (a, scratch) ->
            RawLibc.posix_spawn_file_actions_addopen(
                a, number, scratch.textBlock(path), access.flag, 0));
  }

  /** Makes descriptor {@code number} another name of {@code fd}; it stays open in the program. */
  public Spawn duplicate(Fd fd, int number) {
    return with((a, scratch) -> RawLibc.posix_spawn_file_actions_adddup2(a, fd.number(), number));
  }

  /** Changes the working directory to one that is open. */
  public Spawn enter(Fd directory) {
    return with(
        (a, scratch) -> RawLibc.posix_spawn_file_actions_addfchdir_np(a, directory.number()));
  }

  /** Changes the working directory. */
  public Spawn enter(String directory) {
    return with(
        (a, scratch) ->
            RawLibc.posix_spawn_file_actions_addchdir_np(a, scratch.textBlock(directory)));
  }

  /** Closes all descriptors from {@code number} on. */
  public Spawn closeFrom(int number) {
    return with((a, scratch) -> RawLibc.posix_spawn_file_actions_addclosefrom_np(a, number));
  }

  private Spawn with(FileAction action) {
    actions.add(action);
    return this;
  }

  /**
   * Starts the child and returns once it runs the program.
   *
   * @return its pid
   * @throws SyscallException if the program, or what was asked for before it, failed in the child
   */
  public long start() {
    try (Scratch scratch = new Scratch()) {
      Pointer fileActions = scratch.block(ACTIONS_SIZE);
      Pointer attributes = scratch.block(ATTRIBUTES_SIZE);
      check("posix_spawn_file_actions_init", RawLibc.posix_spawn_file_actions_init(fileActions));
      check("posix_spawnattr_init", RawLibc.posix_spawnattr_init(attributes));
      try {
        for (FileAction action : actions) {
          check("posix_spawn_file_actions_add", action.addTo(fileActions, scratch));
        }
        inheritNoSignals(scratch, attributes);
        Pointer pid = scratch.block(4);
        check(
            "posix_spawn(" + program + ")",
            RawLibc.posix_spawn(
                pid,
                scratch.textBlock(program),
                fileActions,
                attributes,
                scratch.textArray(arguments),
                scratch.textArray(environment)));
        return pid.getInt(0);
      } finally {
        RawLibc.posix_spawn_file_actions_destroy(fileActions);
        RawLibc.posix_spawnattr_destroy(attributes);
      }
    }
  }

  private static void inheritNoSignals(Scratch scratch, Pointer attributes) {
    Pointer none = scratch.block(SIGNALS_SIZE);
    Pointer all = scratch.block(SIGNALS_SIZE);
    all.setMemory(0, SIGNALS_SIZE, (byte) 0xff);
    check("posix_spawnattr_setsigmask", RawLibc.posix_spawnattr_setsigmask(attributes, none));
    check("posix_spawnattr_setsigdefault", RawLibc.posix_spawnattr_setsigdefault(attributes, all));
    check(
        "posix_spawnattr_setflags",
        RawLibc.posix_spawnattr_setflags(attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID)));
  }

  /** These functions return the error instead of setting errno. */
  private static void check(String call, int error) {
    if (error != 0) {
      throw new SyscallException(call, new Errno(error));
    }
  }
}
