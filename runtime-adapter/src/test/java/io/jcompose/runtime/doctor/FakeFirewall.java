package io.jcompose.runtime.doctor;

import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A firewall that lists what it was told; without that it has no chains. */
final class FakeFirewall implements FirewallView {
  private final Map<String, Listing> listings = new HashMap<>();

  FakeFirewall() {
    lists("chains");
  }

  /** Makes it list these objects, given in JSON. */
  FakeFirewall lists(String what, String... objects) {
    listings.put(what, new Listing(true, "{\"nftables\": [" + String.join(", ", objects) + "]}"));
    return this;
  }

  /** Makes the kernel refuse to list anything. */
  FakeFirewall refuses(String why) {
    listings.put("chains", new Listing(false, why));
    return this;
  }

  @Override
  public Optional<Shortfall> shortfall() {
    return Optional.empty();
  }

  @Override
  public String means() {
    return "libnftables.so.1";
  }

  @Override
  public Listing list(String what) {
    return listings.getOrDefault(what, new Listing(false, "no such table"));
  }
}
