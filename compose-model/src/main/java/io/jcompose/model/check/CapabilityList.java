package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.Capability;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code cap_add} or {@code cap_drop}.
 *
 * @param all whether {@code ALL} is among them
 */
record CapabilityList(boolean all, Set<Capability> names) {
  static final CapabilityList NONE = new CapabilityList(false, Set.of());

  private static final List<String> KNOWN =
      Arrays.stream(Capability.values()).map(Capability::name).toList();

  static CapabilityList read(Value value) {
    boolean all = false;
    Set<Capability> names = new LinkedHashSet<>();
    for (Value item : value.items()) {
      String text = item.text().orElse("").toUpperCase(Locale.ROOT);
      Optional<Capability> capability = Capability.parse(text);
      capability.ifPresent(names::add);
      if (text.equals("ALL")) {
        all = true;
      } else if (capability.isEmpty() && !item.isNull()) {
        item.problem(
            item.node().description() + " is not a capability",
            NearestName.hint(text, KNOWN, "see capabilities(7) for the names"));
      }
    }
    return new CapabilityList(all, names);
  }
}
