/**
 * Links, addresses, routes and rules of a network namespace, in the kernel's own protocol.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.netlink.Netlink}. What it takes and returns are values.
 * Inside, three things are kept apart: the conversation ({@code Conversation}: sequence numbers,
 * answers, errors), the bytes ({@code MessageWriter}, {@code Message}, {@code Attributes}), and the
 * meaning ({@code Request} and its kinds). What to do with links is for others to decide.
 *
 * <p>May depend on: {@code io.jcompose.model.value}, {@code io.jcompose.runtime.syscall}, the JDK.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
@NullMarked
package io.jcompose.runtime.linux.netlink;

import org.jspecify.annotations.NullMarked;
