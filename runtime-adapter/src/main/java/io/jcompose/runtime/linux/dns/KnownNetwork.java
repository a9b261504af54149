package io.jcompose.runtime.linux.dns;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** A zone made ready for looking up: names of either case, and addresses as names. */
final class KnownNetwork {
  private final Map<Name, Entry> entries = new HashMap<>(); // dnsjava's names ignore case

  KnownNetwork(Zone zone) {
    Map<String, Entry> byText = new HashMap<>();
    zone.silent().forEach(name -> byText.put(name, Entry.SILENT));
    zone.names().forEach((name, addresses) -> byText.put(name, Entry.of(addresses)));
    byText.forEach((name, entry) -> add(name, entry));
    // after all plain names: a container may be called what another one's longer name is
    byText.forEach((name, entry) -> add(name + "." + zone.network(), entry));
    zone.reverse()
        .forEach(
            (address, name) ->
                Names.of(name)
                    .map(Entry::pointingTo)
                    .ifPresent(entry -> entries.put(Names.reverse(address), entry)));
  }

  private void add(String text, Entry entry) {
    Names.of(text)
        .ifPresent(name -> entries.merge(name, entry, (old, own) -> old.isSilent() ? own : old));
  }

  @Nullable Entry find(Name name) {
    return entries.get(name);
  }
}
