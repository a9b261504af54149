package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of one network. They are compared without regard to case, and each is also found with
 * the network's own name behind it ({@code db.shop_default}). A name that no question can hold,
 * such as one with a part of more than 63 bytes, is never asked for.
 *
 * @param network where they are known
 * @param names what each stands for, addresses of both versions; one without addresses is silent
 * @param silent names that exist but have no address now: nobody else is asked about them
 * @param reverse the name that each address has
 */
public record Zone(
    NetworkName network,
    Map<String, List<IpAddress>> names,
    Set<String> silent,
    Map<IpAddress, String> reverse) {

  /** Copies all, and moves names without addresses to the silent ones. */
  public Zone {
    Map<String, List<IpAddress>> speaking = new LinkedHashMap<>();
    Set<String> mute = new TreeSet<>(silent);
    names.forEach(
        (name, addresses) -> {
          if (addresses.isEmpty()) {
            mute.add(name);
          } else {
            speaking.put(name, Collections.unmodifiableList(new ArrayList<>(addresses)));
          }
        });
    names = Collections.unmodifiableMap(speaking);
    silent = Collections.unmodifiableSet(mute);
    reverse = Collections.unmodifiableMap(new LinkedHashMap<>(reverse));
  }
}
