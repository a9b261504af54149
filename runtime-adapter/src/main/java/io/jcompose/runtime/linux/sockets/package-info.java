/**
 * Who listens on which port, as far as {@code /proc} tells.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.sockets.SocketOwners}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.sockets;

import org.jspecify.annotations.NullMarked;
