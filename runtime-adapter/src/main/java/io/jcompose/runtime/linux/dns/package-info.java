/**
 * The names of a project: a DNS server that answers in each of its pods on 127.0.0.11.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.dns.NameServer}. It is told {@link
 * io.jcompose.runtime.linux.dns.Zone}s, which names a network has, and {@link
 * io.jcompose.runtime.linux.dns.View}s, what one pod sees of them.
 *
 * <p>Kept apart: what is known ({@code Knowledge}), what a packet asks ({@code Question}), what is
 * said to it ({@code Replies}), whom else to ask ({@code Forwarding} and the classes it uses), and
 * sockets ({@code EventLoop}, {@code Pod}, {@code TcpClient}). All but the door and what it is told
 * belongs to one thread. Everything that comes from a network is taken for hostile: it is bounded,
 * and it cannot end that thread.
 *
 * <p>Of dnsjava only messages, names and records are used: it opens no socket and reads no
 * configuration of the host. It is loaded when the first pod is served.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.network}, {@code io.jcompose.runtime.host},
 * {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model.value}, dnsjava.
 */
@NullMarked
package io.jcompose.runtime.linux.dns;

import org.jspecify.annotations.NullMarked;
