package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.NetworkName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** What is known in all networks. May be told by any thread; the server's thread looks it up. */
final class Knowledge {
  private final Map<NetworkName, KnownNetwork> networks = new ConcurrentHashMap<>();

  void update(Zone zone) {
    networks.put(zone.network(), new KnownNetwork(zone));
  }

  void forget(NetworkName network) {
    networks.remove(network);
  }

  /**
   * Returns what the first network that has the name knows of it; a network where it is silent
   * comes after all where it is not.
   */
  @Nullable Entry find(Name name, List<NetworkName> where) {
    Entry silent = null;
    for (NetworkName network : where) {
      KnownNetwork known = networks.get(network);
      Entry entry = known == null ? null : known.find(name);
      if (entry != null && !entry.isSilent()) {
        return entry;
      }
      silent = silent == null ? entry : silent;
    }
    return silent;
  }
}
