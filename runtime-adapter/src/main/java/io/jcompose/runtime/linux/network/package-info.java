/**
 * Networks of this host, and the places of pods in them: links, addresses, a way out, published
 * ports.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.network.PodNetworks}; what it takes and returns are
 * records. {@link io.jcompose.runtime.linux.network.ResolvConf} writes the file by which a
 * container finds name servers; it is pure. {@link io.jcompose.runtime.linux.network.FirewallView}
 * is for looking only. {@link io.jcompose.runtime.linux.network.PinnedNamespace} and {@link
 * io.jcompose.runtime.linux.network.Firewall} also serve {@code linux.dns}, which opens sockets in
 * pods and leads questions past their port 53.
 *
 * <p>Kept apart, as netavark does it: how the kernel is spoken to ({@code linux.netlink}, {@code
 * syscall}), what the firewall's tables say ({@code NetworkRules}, {@code PortRules}: pure text),
 * what is chosen ({@code SubnetChoice}, {@code AddressChoice}, {@code WayOut}, {@code
 * UplinkChoice}, {@code PortChooser}), what is recorded ({@code NetworkStore}, {@code
 * AddressClaims}), and what each driver does in which order ({@code NetworkKind} and its kinds).
 * Everything acts on the network namespace of the calling thread and changes nobody else's firewall
 * rules. No process is started but nft(8): which program leads a pod out where there is no firewall
 * is said here ({@code Uplink}), and run by others. See docs/adr/0005 and 0006.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.forward} (which ports it could listen on),
 * {@code io.jcompose.runtime.linux.netlink}, {@code io.jcompose.runtime.linux.disk}, {@code
 * io.jcompose.runtime.syscall}, {@code io.jcompose.runtime.host}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.runtime.linux.network;

import org.jspecify.annotations.NullMarked;
