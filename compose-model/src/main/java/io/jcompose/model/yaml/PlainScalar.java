package io.jcompose.model.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar means that is written without quotes where a value of any type is welcome: below an
 * extension key, for one.
 *
 * <p>The types are those of YAML 1.2's core schema, and what docker compose's reader knows besides:
 * numbers with a leading zero are octal, {@code 0b} and underscores are allowed, and dates are of a
 * type of their own. {@code yes}, {@code on} and {@code 12:30:00} are texts.
 *
 * @param kind the type
 * @param text the value in the one form in which it is printed as YAML: {@code 0x1F} as {@code 31},
 *     {@code 1e3} as {@code 1000}, {@code 2001-1-1} as {@code 2001-01-01T00:00:00Z}
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">the core schema</a>
 */
public record PlainScalar(Kind kind, String text) {
  /** The types of a scalar. */
  public enum Kind {
    NULL("nothing"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    FLOAT("a number"),
    TIMESTAMP("a date"),
    STRING("a text");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** Returns the type for messages, with its article. */
    @Override
    public String toString() {
      return description;
    }
  }

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN");
  private static final Set<String> INFINITE = Set.of(".inf", ".Inf", ".INF");

  private static final Pattern INTEGER =
      Pattern.compile(
          "([-+]?)(?:0[xX](?<hexadecimal>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)"
              + "|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern STRAY_UNDERSCORE = Pattern.compile("_(?![0-9])|(?<![0-9])_");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
              + "(?:(?<separator>[Tt ])(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})"
              + ":(?<second>[0-9]{1,2})(?:[.,](?<fraction>[0-9]+))?"
              + "(?<zone>Z|[-+][0-9]{2}:[0-9]{2})?)?");

  /** The longest integer of 64 bits: all of them in binary, with sign and prefix. */
  private static final int MAX_INTEGER_LENGTH = 67;

  private static final BigInteger MIN_INTEGER = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_INTEGER = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MAX_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** Returns what {@code written} means; a {@link Kind#STRING} if it is of no other type. */
  public static PlainScalar of(String written) {
    if (isNull(written)) {
      return new PlainScalar(Kind.NULL, "null");
    }
    if (TRUE.contains(written)) {
      return new PlainScalar(Kind.BOOLEAN, "true");
    }
    if (FALSE.contains(written)) {
      return new PlainScalar(Kind.BOOLEAN, "false");
    }
    return mayBeNumber(written.charAt(0))
        ? timestamp(written)
            .or(() -> integer(written.replace("_", "")))
            .or(() -> decimal(written))
            .orElseGet(() -> new PlainScalar(Kind.STRING, written))
        : new PlainScalar(Kind.STRING, written);
  }

  /** Returns the value as docker compose makes a text of it, for a variable or a label. */
  public String asString() {
    if (kind != Kind.TIMESTAMP) {
      return text;
    }
    boolean universal = text.endsWith("Z");
    int end = text.length() - (universal ? 1 : 6);
    String zone = universal ? "" : text.substring(end).replace(":", "");
    return text.substring(0, end).replace('T', ' ')
        + (universal ? " +0000 UTC" : " " + zone + " " + zone);
  }

  /** Returns whether {@code written} means nothing; the quick answer to a frequent question. */
  static boolean isNull(String written) {
    return NULLS.contains(written);
  }

  private static boolean mayBeNumber(char first) {
    return first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
  }

  private static Optional<PlainScalar> integer(String digits) {
    Matcher matcher = INTEGER.matcher(digits);
    if (digits.length() > MAX_INTEGER_LENGTH || !matcher.matches()) {
      return Optional.empty();
    }
    String sign = matcher.group(1);
    BigInteger magnitude = magnitude(matcher);
    BigInteger value = sign.equals("-") ? magnitude.negate() : magnitude;
    // an unsigned number of 64 bits has no sign at all, not even '+'
    BigInteger largest = sign.isEmpty() ? MAX_UNSIGNED : MAX_INTEGER;
    return value.compareTo(MIN_INTEGER) >= 0 && value.compareTo(largest) <= 0
        ? Optional.of(new PlainScalar(Kind.INTEGER, value.toString()))
        : Optional.empty();
  }

  private static BigInteger magnitude(Matcher matcher) {
    if (matcher.group("hexadecimal") != null) {
      return new BigInteger(matcher.group("hexadecimal"), 16);
    }
    if (matcher.group("binary") != null) {
      return new BigInteger(matcher.group("binary"), 2);
    }
    return matcher.group("octal") != null
        ? new BigInteger(matcher.group("octal"), 8)
        : new BigInteger(matcher.group("decimal"));
  }

  private static Optional<PlainScalar> decimal(String written) {
    char first = written.charAt(0);
    String unsigned = first == '+' || first == '-' ? written.substring(1) : written;
    if (INFINITE.contains(unsigned)) {
      return Optional.of(new PlainScalar(Kind.FLOAT, first == '-' ? "-.inf" : ".inf"));
    }
    if (NOT_A_NUMBER.contains(written)) {
      return Optional.of(new PlainScalar(Kind.FLOAT, ".nan"));
    }
    String digits = written.replace("_", "");
    // behind a leading point, unlike elsewhere, an underscore must stand between two digits
    boolean stray = first == '.' && STRAY_UNDERSCORE.matcher(written).find();
    if (stray || !FLOAT.matcher(digits).matches()) {
      return Optional.empty();
    }
    return Decimal.of(digits)
        .filter(number -> !Double.isInfinite(number.doubleValue()))
        .map(number -> new PlainScalar(Kind.FLOAT, text(number)));
  }

  private static String text(Decimal number) {
    if (number.doubleValue() == 0) {
      return number.negative() ? "-0.0" : "0";
    }
    Decimal shortest = number.shortestAsDouble();
    String digits = shortest.digits();
    int exponent = shortest.exponent();
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    return (number.negative() ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." : "")
        + digits.substring(1)
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static Optional<PlainScalar> timestamp(String written) {
    Matcher matcher = TIMESTAMP.matcher(written);
    if (!matcher.matches() || !hasZoneWhereItMust(matcher)) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(matcher.group("year")),
              Integer.parseInt(matcher.group("month")),
              Integer.parseInt(matcher.group("day")),
              number(matcher.group("hour")),
              number(matcher.group("minute")),
              number(matcher.group("second")));
      return zone(matcher.group("zone"))
          .map(
              zone ->
                  new PlainScalar(
                      Kind.TIMESTAMP,
                      time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"))
                          + fraction(matcher.group("fraction"))
                          + zone));
    } catch (DateTimeException e) {
      return Optional.empty(); // the 30th of February is a text
    }
  }

  /** Returns whether a {@code T} comes with a time zone, and a space without one. */
  private static boolean hasZoneWhereItMust(Matcher matcher) {
    String separator = matcher.group("separator");
    return separator == null || separator.equals(" ") == (matcher.group("zone") == null);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static String fraction(@Nullable String digits) {
    if (digits == null) {
      return "";
    }
    String nanoseconds = digits.substring(0, Math.min(9, digits.length()));
    String significant = nanoseconds.replaceAll("0+$", "");
    return significant.isEmpty() ? "" : "." + significant;
  }

  private static Optional<String> zone(@Nullable String written) {
    if (written == null || written.equals("Z") || written.endsWith("00:00")) {
      return Optional.of("Z");
    }
    boolean known =
        Integer.parseInt(written.substring(1, 3)) <= 24
            && Integer.parseInt(written.substring(4)) < 60;
    return known ? Optional.of(written) : Optional.empty();
  }
}
