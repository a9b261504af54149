package io.jcompose.runtime.syscall;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libnftables by its own names and types; nftables/libnftables.h. */
interface RawNftables extends Library {
  @Nullable Pointer nft_ctx_new(int flags);

  void nft_ctx_free(Pointer context);

  void nft_ctx_output_set_flags(Pointer context, int flags);

  int nft_ctx_buffer_output(Pointer context);

  int nft_ctx_buffer_error(Pointer context);

  @Nullable String nft_ctx_get_output_buffer(Pointer context);

  @Nullable String nft_ctx_get_error_buffer(Pointer context);

  int nft_run_cmd_from_buffer(Pointer context, String commands);
}
