package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.network.PinnedNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/** A view made ready for looking up. */
final class PodView {
  private final View view;
  private final List<Upstream> upstream;
  private final Map<Name, Alias> aliases = new HashMap<>();

  /** The name that an alias stands for, and where to look it up. */
  record Alias(Name target, List<NetworkName> networks) {}

  PodView(View view, PinnedNamespace pod) {
    this.view = view;
    this.upstream = Upstream.of(view, pod);
    view.aliases().forEach((alias, target) -> Names.of(target).ifPresent(to -> add(alias, to)));
  }

  private void add(String alias, Name target) {
    Names.of(alias).ifPresent(name -> aliases.put(name, new Alias(target, view.networks())));
    for (NetworkName network : view.networks()) {
      Names.of(alias + "." + network)
          .ifPresent(name -> aliases.putIfAbsent(name, new Alias(target, List.of(network))));
    }
  }

  /** Returns whether others are asked about names that are not the pod's. */
  boolean forwards() {
    return view.forwards();
  }

  /** Returns whom to ask; none for the host's resolvers. */
  List<Upstream> upstream() {
    return upstream;
  }

  /** Returns what is known about a name, or nothing if it is not one of this pod's. */
  Optional<Entry> find(Name name, Knowledge knowledge) {
    Alias alias = aliases.get(name);
    if (alias != null) {
      Entry entry = knowledge.find(alias.target(), alias.networks());
      // the name is ours in any case; nobody else is to say what it is
      return Optional.of(entry == null ? Entry.SILENT : entry);
    }
    return Optional.ofNullable(knowledge.find(name, view.networks()));
  }
}
