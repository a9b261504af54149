package io.jcompose.runtime.linux.names;

import io.jcompose.model.value.IpAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one project knows of a network: as much as others need to answer for it.
 *
 * @param ready addresses of healthy containers, by name
 * @param running addresses of containers that run, by name
 * @param away addresses of containers that ran and whose pods are there, by name
 * @param known all names, those without an address included
 * @param reverse names of addresses
 */
record Fragment(
    int version,
    Map<String, List<IpAddress>> ready,
    Map<String, List<IpAddress>> running,
    Map<String, List<IpAddress>> away,
    Set<String> known,
    Map<IpAddress, String> reverse) {
  static final int VERSION = 2;

  Fragment {
    ready = Collections.unmodifiableMap(new TreeMap<>(ready));
    running = Collections.unmodifiableMap(new TreeMap<>(running));
    away = Collections.unmodifiableMap(new TreeMap<>(away));
    known = Collections.unmodifiableSet(new TreeSet<>(known));
    reverse = Collections.unmodifiableMap(new TreeMap<>(reverse));
  }
}
