/**
 * The pod's place in the network: a namespace on a bridge of its own, a way out, published ports.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.network.PodNetworks}. {@link
 * io.jcompose.runtime.linux.network.HostsFile} and {@link
 * io.jcompose.runtime.linux.network.ResolvConf} write the two files by which a container finds
 * others; they are pure. {@link io.jcompose.runtime.linux.network.PinnedNamespace} and {@link
 * io.jcompose.runtime.linux.network.Firewall} also serve {@code linux.dns}, which opens sockets in
 * pods and leads questions past their port 53.
 *
 * <p>Kept apart, as netavark does it: how the kernel is spoken to ({@code linux.netlink}, {@code
 * syscall}), what one firewall table says ({@code FirewallRules}, pure text), and what is done in
 * which order ({@code BridgedPodNetworks}). Everything acts on the network namespace of the calling
 * thread and reads and writes nobody else's firewall rules.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.netlink}, {@code io.jcompose.runtime.syscall},
 * {@code io.jcompose.runtime.host.Host}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.network;

import org.jspecify.annotations.NullMarked;
