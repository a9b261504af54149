package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * Terminals.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/TCGETS.2const.html">TCGETS(2const)</a>
 */
public final class Terminals {
  private static final int TCGETS = 0x5401;
  private static final int TCSETS = 0x5402;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final long TIOCGPTN = 0x80045430L;
  private static final long TIOCSPTLCK = 0x40045431L;
  private static final int TERMIOS_SIZE = 64; // struct termios of the kernel: 36

  private static final int INPUT_RAW = 0x5eb; // IGNBRK BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON
  private static final int OPOST = 1;
  private static final int LOCAL_RAW = 0x804b; // ECHO ECHONL ICANON ISIG IEXTEN
  private static final int ECHO = 8;
  private static final int CSIZE_PARENB = 0x130;
  private static final int CS8 = 0x30;

  private Terminals() {}

  /** How many characters a terminal shows. */
  public record Size(int rows, int columns) {}

  /** How a terminal treats what passes through it; for {@link #restore}. */
  public static final class Mode {
    private final byte[] termios;

    private Mode(byte[] termios) {
      this.termios = termios;
    }
  }

  /** Returns whether the descriptor is a terminal. */
  public static boolean isTerminal(Fd fd) {
    return mode(fd).isPresent();
  }

  /** Returns the terminal's mode; empty if it is no terminal. */
  public static Optional<Mode> mode(Fd fd) {
    try (Scratch scratch = new Scratch()) {
      Pointer termios = scratch.block(TERMIOS_SIZE);
      SystemCall.IOCTL.once(
          () -> "ioctl(" + fd + ", TCGETS)", fd.number(), TCGETS, Scratch.address(termios));
      return Optional.of(new Mode(termios.getByteArray(0, TERMIOS_SIZE)));
    } catch (SyscallException e) {
      return Optional.empty();
    }
  }

  /** Puts a terminal back into a mode. */
  public static void restore(Fd fd, Mode mode) {
    try (Scratch scratch = new Scratch()) {
      Pointer termios = scratch.block(TERMIOS_SIZE);
      termios.write(0, mode.termios, 0, TERMIOS_SIZE);
      set(fd, termios);
    }
  }

  /** Makes a terminal hand on every byte as it comes, as cfmakeraw(3) has it. */
  public static void makeRaw(Fd fd, Mode from) {
    try (Scratch scratch = new Scratch()) {
      Pointer termios = scratch.block(TERMIOS_SIZE);
      termios.write(0, from.termios, 0, TERMIOS_SIZE);
      termios.setInt(0, termios.getInt(0) & ~INPUT_RAW);
      termios.setInt(4, termios.getInt(4) & ~OPOST);
      termios.setInt(8, (termios.getInt(8) & ~CSIZE_PARENB) | CS8);
      termios.setInt(12, termios.getInt(12) & ~LOCAL_RAW);
      set(fd, termios);
    }
  }

  /** Keeps a terminal from showing what is typed; lines are still edited, and keys still signal. */
  public static void hideTyping(Fd fd, Mode from) {
    try (Scratch scratch = new Scratch()) {
      Pointer termios = scratch.block(TERMIOS_SIZE);
      termios.write(0, from.termios, 0, TERMIOS_SIZE);
      termios.setInt(12, termios.getInt(12) & ~ECHO);
      set(fd, termios);
    }
  }

  private static void set(Fd fd, Pointer termios) {
    SystemCall.IOCTL.retrying(
        () -> "ioctl(" + fd + ", TCSETS)", fd.number(), TCSETS, Scratch.address(termios));
  }

  /** Returns the terminal's size; empty if it is no terminal. */
  public static Optional<Size> size(Fd fd) {
    try (Scratch scratch = new Scratch()) {
      Pointer size = scratch.block(8);
      SystemCall.IOCTL.once(
          () -> "ioctl(" + fd + ", TIOCGWINSZ)", fd.number(), TIOCGWINSZ, Scratch.address(size));
      return Optional.of(
          new Size(Short.toUnsignedInt(size.getShort(0)), Short.toUnsignedInt(size.getShort(2))));
    } catch (SyscallException e) {
      return Optional.empty();
    }
  }

  /** Tells a terminal, and who runs in it, its size. */
  public static void setSize(Fd fd, Size to) {
    try (Scratch scratch = new Scratch()) {
      Pointer size = scratch.block(8);
      size.setShort(0, (short) to.rows());
      size.setShort(2, (short) to.columns());
      SystemCall.IOCTL.once(
          () -> "ioctl(" + fd + ", TIOCSWINSZ)", fd.number(), TIOCSWINSZ, Scratch.address(size));
    }
  }

  /**
   * Unlocks the other side of an opened {@code ptmx} and returns its number below {@code /dev/pts}.
   */
  public static int unlockOtherSide(Fd master) {
    try (Scratch scratch = new Scratch()) {
      Pointer number = scratch.block(4);
      SystemCall.IOCTL.once(
          () -> "ioctl(" + master + ", TIOCSPTLCK)",
          master.number(),
          TIOCSPTLCK,
          Scratch.address(number));
      SystemCall.IOCTL.once(
          () -> "ioctl(" + master + ", TIOCGPTN)",
          master.number(),
          TIOCGPTN,
          Scratch.address(number));
      return number.getInt(0);
    }
  }
}
