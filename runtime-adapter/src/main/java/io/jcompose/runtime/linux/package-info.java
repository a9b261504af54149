/**
 * The in-process runtime: the port's roles, played with the kernel by this process.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.LinuxRuntime}.
 *
 * <p>May depend on: the packages below, {@code io.jcompose.runtime.image}, {@code
 * io.jcompose.runtime.doctor}, {@code io.jcompose.runtime.host}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model}. Makes no system call itself.
 *
 * <h2>Killed at any moment</h2>
 *
 * <p>Every change is made in an order that leaves something that the next process to {@linkplain
 * io.jcompose.runtime.linux.LinuxRuntime#adopt adopt} the project recognises:
 *
 * <table>
 *   <caption>What a kill leaves, and who puts it right</caption>
 *   <tr><th>killed while</th><th>leaves</th><th>put right by</th></tr>
 *   <tr><td>a container is made or removed</td><td>a home without its name, in which its anonymous
 *       volumes are recorded</td><td>{@code adopt}, {@code create} and {@code remove} take both
 *       away</td></tr>
 *   <tr><td>a volume is made, filled or removed</td><td>a directory named after the killed
 *       process</td><td>the next volume that is made</td></tr>
 *   <tr><td>a container is started</td><td>a process that no record knows, in the container's
 *       cgroup</td><td>{@code adopt} and {@code start} kill what is in the cgroup of a container
 *       that is not recorded as running</td></tr>
 *   <tr><td>a container is started, or a program in one</td><td>a child that waits at a gate, with
 *       the locks and pipes of the killed process</td><td>{@code adopt} ends it</td></tr>
 *   <tr><td>an end is recorded</td><td>a record of a process that is gone</td><td>{@code adopt}
 *       takes in the rest of its output and records that nobody knows how it ended</td></tr>
 *   <tr><td>a pod is started or stopped</td><td>parts of a network, or a pause process that no
 *       record knows</td><td>{@code start} and {@code remove}: both go by what was recorded when the
 *       pod was made, and leave alone, or pass over, what they find done</td></tr>
 *   <tr><td>the program that leads a pod out is started or ended</td><td>one that no record knows,
 *       in its cgroup, or a record of one that is gone</td><td>{@code adopt} and {@code start} end
 *       the one and start another; {@code stop} ends either</td></tr>
 *   <tr><td>a pod is removed</td><td>its record, which goes last</td><td>{@code remove},
 *       again</td></tr>
 *   <tr><td>output is collected</td><td>bytes without an index entry</td><td>see {@code
 *       io.jcompose.runtime.linux.logs}</td></tr>
 * </table>
 *
 * <p>After a reboot all of RUN is gone and no recorded process is of this boot: {@code adopt}
 * records the ends, {@code start} makes the pod anew.
 */
@NullMarked
package io.jcompose.runtime.linux;

import org.jspecify.annotations.NullMarked;
