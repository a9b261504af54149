package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Link;
import io.jcompose.runtime.linux.netlink.Netlink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the host passes packets on between its links: needed while there is a bridge, and not
 * ours to leave on after the last.
 *
 * <p>The values from before the first bridge are kept in the alias of every bridge: the bridges are
 * the reference count, and the record goes where they go: with a reboot, and nowhere when a process
 * is killed, whatever run directory it used. To be used under {@link HostLock}.
 *
 * <p>A host that passes IPv6 on takes no more advertisements from its router, and forgets the
 * routes it learned, unless {@code accept_ra} of the link is 2.
 */
final class Forwarding {
  private static final String ON = "1";
  private static final String LIKE_A_HOST = "1";
  private static final String ALTHOUGH_FORWARDING = "2";
  private static final int LONGEST_ALIAS = 255;

  private final Host host;
  private final Netlink netlink;
  private final Sysctl ipv4;
  private final Sysctl ipv6;

  Forwarding(Host host, Netlink netlink) {
    this.host = host;
    this.netlink = netlink;
    this.ipv4 = Sysctl.of(host, "ipv4/ip_forward");
    this.ipv6 = Sysctl.of(host, "ipv6/conf/all/forwarding");
  }

  /**
   * What the alias of a bridge says.
   *
   * @param shared whether somebody else made the bridge
   * @param ipv4 the setting from before
   * @param ipv6 likewise; empty if this bridge needs none
   * @param listeners the links that accepted advertisements before
   */
  private record Note(boolean shared, String ipv4, Optional<String> ipv6, List<String> listeners) {
    private static final Pattern TEXT =
        Pattern.compile("jcompose( shared)? ip_forward=(\\d+)(?: ipv6=(\\d+))?(?: ra=(\\S+))?");

    static Optional<Note> of(Link link) {
      return link.alias()
          .map(TEXT::matcher)
          .filter(Matcher::matches)
          .map(
              found ->
                  new Note(
                      found.group(1) != null,
                      found.group(2),
                      Optional.ofNullable(found.group(3)),
                      found.group(4) == null
                          ? List.of()
                          : Arrays.asList(found.group(4).split(",", -1))));
    }

    String text() {
      String text = "jcompose" + (shared ? " shared" : "") + " ip_forward=" + ipv4;
      String more = ipv6.map(before -> " ipv6=" + before).orElse("");
      return listeners.isEmpty() ? text + more : text + more + " ra=" + String.join(",", listeners);
    }
  }

  /** Returns whether a bridge has been counted, which is the last step of making it. */
  static boolean isCounted(Link link) {
    return Note.of(link).isPresent();
  }

  /** Returns whether a bridge that has been counted was not there before. */
  static boolean isMadeByUs(Link link) {
    return Note.of(link).filter(note -> !note.shared()).isPresent();
  }

  /**
   * Switches it on for the sake of a bridge.
   *
   * @param shared whether somebody else made the bridge
   * @param withIpv6 whether it is to pass IPv6 on, too
   */
  void switchOn(Link bridge, boolean shared, boolean withIpv6) {
    List<Link> links = netlink.links();
    List<Note> notes = links.stream().flatMap(link -> Note.of(link).stream()).toList();
    Optional<Note> first = notes.stream().filter(note -> note.ipv6().isPresent()).findFirst();
    Optional<String> ipv6Before =
        withIpv6 && ipv6.exists()
            ? first.flatMap(Note::ipv6).or(() -> Optional.of(ipv6.read()))
            : Optional.empty();
    List<String> listeners =
        ipv6Before.isEmpty()
            ? List.of()
            : first.map(Note::listeners).orElseGet(() -> listeners(links));
    String ipv4Before = notes.stream().map(Note::ipv4).findFirst().orElseGet(ipv4::read);
    if (notes.isEmpty() || !isCounted(bridge)) {
      Note note = new Note(shared, ipv4Before, ipv6Before, listeners);
      netlink.setAlias(bridge.index(), note.text());
    }
    listeners.forEach(link -> acceptRa(link).writeIfThere(ALTHOUGH_FORWARDING));
    switchOn(ipv4);
    if (ipv6Before.isPresent()) {
      switchOn(ipv6);
    }
  }

  private static void switchOn(Sysctl setting) {
    if (!setting.read().equals(ON)) {
      setting.write(ON);
    }
  }

  private List<String> listeners(List<Link> links) {
    List<String> found = new ArrayList<>();
    int length = "jcompose shared ip_forward=1 ipv6=0 ra=".length();
    for (Link link : links) {
      boolean mayLeadOut = link.master().isEmpty() && !link.name().equals("lo");
      if (mayLeadOut && !isCounted(link) && acceptRa(link.name()).is(LIKE_A_HOST)) {
        length += link.name().length() + 1;
        if (length <= LONGEST_ALIAS) {
          found.add(link.name());
        }
      }
    }
    return found;
  }

  private Sysctl acceptRa(String link) {
    return Sysctl.of(host, "ipv6/conf/" + link + "/accept_ra");
  }

  /**
   * Sets back what no bridge needs but this one, which is about to go. Comes before removing the
   * bridge: killed in between, the next attempt still finds the record.
   */
  void giveBack(Link bridge) {
    Optional<Note> own = Note.of(bridge);
    if (own.isEmpty()) {
      return;
    }
    List<Note> others =
        netlink.links().stream()
            .filter(link -> link.index() != bridge.index())
            .flatMap(link -> Note.of(link).stream())
            .toList();
    Note note = own.get();
    if (others.isEmpty()) {
      ipv4.write(note.ipv4());
    }
    if (others.stream().noneMatch(other -> other.ipv6().isPresent())) {
      note.ipv6().ifPresent(ipv6::write);
      note.listeners().forEach(link -> acceptRa(link).writeIfThere(LIKE_A_HOST));
    }
    if (note.shared()) {
      netlink.setAlias(bridge.index(), "");
    }
  }
}
