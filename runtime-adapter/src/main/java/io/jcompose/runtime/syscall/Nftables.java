package io.jcompose.runtime.syscall;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host's libnftables, if it is installed. Each call acts on the network namespace of its own
 * thread. Safe for several threads: every call has a context of its own.
 *
 * @see <a href="https://manpages.debian.org/bookworm/libnftables-dev/libnftables.3.en.html">
 *     libnftables(3)</a>
 */
public final class Nftables {
  private static final String LIBRARY = "libnftables.so.1";
  private static final int OUTPUT_JSON = 1 << 4; // NFT_CTX_OUTPUT_JSON of nftables/libnftables.h

  private final RawNftables library;

  private Nftables(RawNftables library) {
    this.library = library;
  }

  /** Returns the library, or nothing if this host does not have it. */
  public static Optional<Nftables> open() {
    try {
      return Optional.of(
          new Nftables(
              Native.load(
                  LIBRARY,
                  RawNftables.class,
                  Map.of(RawNftables.OPTION_STRING_ENCODING, "UTF-8"))));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty(); // not installed: how JNA says so
    }
  }

  /**
   * Runs commands in nft(8)'s own language as one transaction: all of them happen or none.
   *
   * @return what the commands printed
   */
  public Result run(String commands) {
    return run(commands, 0);
  }

  /** Does as {@link #run}, but what is listed is printed as JSON; see libnftables-json(5). */
  public Result runForJson(String commands) {
    return run(commands, OUTPUT_JSON);
  }

  private Result run(String commands, int outputFlags) {
    Pointer context = library.nft_ctx_new(0);
    if (context == null) {
      throw new IllegalStateException("nft_ctx_new: out of memory");
    }
    try {
      library.nft_ctx_output_set_flags(context, outputFlags);
      library.nft_ctx_buffer_output(context);
      library.nft_ctx_buffer_error(context);
      boolean succeeded = library.nft_run_cmd_from_buffer(context, commands) == 0;
      return new Result(
          succeeded,
          text(library.nft_ctx_get_output_buffer(context)),
          text(library.nft_ctx_get_error_buffer(context)));
    } finally {
      library.nft_ctx_free(context);
    }
  }

  private static String text(@Nullable String buffer) {
    return buffer == null ? "" : buffer;
  }

  /** How a transaction ended, and what it printed. */
  public record Result(boolean succeeded, String output, String errors) {}
}
