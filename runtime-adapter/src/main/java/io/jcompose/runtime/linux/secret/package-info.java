/**
 * The secrets of this host that belong to no project: files of their own, encrypted with a key that
 * lies beside them and that only their owner can read.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.secret.SecretStore}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.runtime.linux.disk},
 * {@code io.jcompose.runtime.linux.tree}, {@code io.jcompose.runtime.syscall}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model}. Says no content in a message.
 */
@NullMarked
package io.jcompose.runtime.linux.secret;

import org.jspecify.annotations.NullMarked;
