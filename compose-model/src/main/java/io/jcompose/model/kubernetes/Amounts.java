package io.jcompose.model.kubernetes;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code resources} of a container. */
final class Amounts {
  private static final String BELOW = "services.*.deploy.resources.";

  private final Predicate<String> honours;

  Amounts(Predicate<String> honours) {
    this.honours = honours;
  }

  void addTo(ComposeMap service, Element container) {
    Optional<Element> resources = container.get("resources");
    if (resources.isEmpty()) {
      return;
    }
    ComposeMap limits = new ComposeMap(container.place());
    ComposeMap reservations = new ComposeMap(container.place());
    add(limits, "limits", resources.get().members("limits"));
    add(reservations, "reservations", resources.get().members("requests"));
    ComposeMap both =
        new ComposeMap(container.place())
            .unlessEmpty("limits", limits)
            .unlessEmpty("reservations", reservations);
    ComposeMap deploy = new ComposeMap(container.place()).unlessEmpty("resources", both);
    service.unlessEmpty("deploy", deploy);
  }

  private void add(ComposeMap section, String name, Map<String, Element> amounts) {
    amounts.forEach(
        (resource, written) -> {
          Optional<BigDecimal> amount =
              written.text().flatMap(Quantity::parse).map(Quantity::value);
          String key = resource.equals("cpu") ? "cpus" : resource;
          boolean known = key.equals("cpus") || key.equals("memory");
          // a reservation of processors concerns nobody else on this host
          boolean harmless = name.equals("reservations") && key.equals("cpus");
          if (!known) {
            written.warning("'" + resource + "' is not shared out here", "");
          } else if (!harmless && amount.isPresent() && honours.test(BELOW + name + "." + key)) {
            section.text(
                key,
                written.place(),
                key.equals("cpus")
                    ? amount.get().toPlainString()
                    : new Quantity(amount.get()).roundedUp().toPlainString());
          } else if (!harmless) {
            written.warning("is not enforced on this host yet", "");
          }
        });
  }
}
