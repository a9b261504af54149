package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Amounts as Kubernetes writes them.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">quantities</a>
 */
final class Quantities {
  private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
  private static final Pattern LEGAL =
      Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:[KMGTPE]i|[kMGTPE]|e[0-9]+)?");

  private Quantities() {}

  /** Returns a number of bytes in the largest unit that says it exactly. */
  static Quantity bytes(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount >= 1024 && amount % 1024 == 0 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return new Quantity(Long.toString(amount), UNITS[unit]);
  }

  /** Returns a number of processors; Kubernetes counts thousandths, and no less than one. */
  static Quantity processors(double processors) {
    long thousandths =
        Math.max(
            1,
            BigDecimal.valueOf(processors)
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue());
    return thousandths % 1000 == 0
        ? new Quantity(Long.toString(thousandths / 1000))
        : new Quantity(Long.toString(thousandths), "m");
  }

  /** Returns whether {@code text} is an amount of storage. */
  static boolean isStorage(String text) {
    return LEGAL.matcher(text).matches();
  }
}
