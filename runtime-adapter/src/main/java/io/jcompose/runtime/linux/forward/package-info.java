/**
 * Carries what arrives on published ports of the host into pods, within this process: where
 * nftables is missing, may not be changed, or has no rule for it.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.forward.Forwarder}; {@link
 * io.jcompose.runtime.linux.forward.HostPorts} tells which ports can be listened on, by the same
 * sockets.
 *
 * <p>One thread, the {@code Loop}, does all that moves bytes and never waits for anything but the
 * next event. Sockets are the kernel's own ({@code syscall}), not the JDK's: a connection is to
 * start inside a pod, with the client's own address, and its bytes are not to be copied. A thread
 * for each pod's namespace opens sockets there and does nothing else.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.netlink}, {@code .sockets}, {@code
 * io.jcompose.runtime.syscall}, {@code io.jcompose.runtime.host}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.forward;

import org.jspecify.annotations.NullMarked;
