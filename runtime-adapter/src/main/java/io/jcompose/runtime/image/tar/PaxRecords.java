package io.jcompose.runtime.image.tar;

import io.jcompose.runtime.image.UnusableImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of PAX headers: {@code "LENGTH KEY=VALUE\n"} each, the value being any bytes.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>
 */
final class PaxRecords {
  static final PaxRecords NONE = new PaxRecords(Map.of());
  private static final String ATTRIBUTE = "SCHILY.xattr.";
  private static final long LARGEST = 2 * 1024 * 1024;
  private static final int NANOSECOND_DIGITS = 9;

  private final Map<String, byte[]> records;

  private PaxRecords(Map<String, byte[]> records) {
    this.records = records;
  }

  /** Returns these records with those in {@code content} on top. */
  PaxRecords with(byte[] content) {
    Map<String, byte[]> merged = new LinkedHashMap<>(records);
    int at = 0;
    while (at < content.length) {
      int space = indexOf(content, ' ', at, content.length);
      int end = at + recordLength(content, at, space);
      if (end > content.length || content[end - 1] != '\n') {
        throw malformed();
      }
      int equals = indexOf(content, '=', space + 1, end);
      String key = new String(content, space + 1, equals - space - 1, StandardCharsets.UTF_8);
      merged.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
      at = end;
    }
    return bounded(merged);
  }

  /** Returns these records with {@code others} on top. */
  PaxRecords with(PaxRecords others) {
    Map<String, byte[]> merged = new LinkedHashMap<>(records);
    merged.putAll(others.records);
    return bounded(merged);
  }

  private static PaxRecords bounded(Map<String, byte[]> records) {
    long bytes = records.entrySet().stream().mapToLong(PaxRecords::size).sum();
    if (bytes > LARGEST) {
      throw UnusableImageException.tooLarge(
          "the PAX headers of one tar entry hold " + bytes + " bytes");
    }
    return new PaxRecords(records);
  }

  private static long size(Map.Entry<String, byte[]> keyAndValue) {
    return (long) keyAndValue.getKey().length() + keyAndValue.getValue().length;
  }

  private static int recordLength(byte[] content, int start, int end) {
    int length = 0;
    for (int i = start; i < end; i++) {
      int digit = content[i] - '0';
      if (digit < 0 || digit > 9 || length > Integer.MAX_VALUE / 20) {
        throw malformed();
      }
      length = length * 10 + digit;
    }
    if (length <= end - start + 1 || length > content.length - start) {
      throw malformed();
    }
    return length;
  }

  private static int indexOf(byte[] content, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    throw malformed();
  }

  private static UnusableImageException malformed() {
    return UnusableImageException.damaged("a PAX header of the tar archive is malformed");
  }

  /** Returns a value; an empty one takes a record back and is not there. */
  private Optional<byte[]> value(String key) {
    return Optional.ofNullable(records.get(key)).filter(value -> value.length > 0);
  }

  Optional<EntryName> name(String key) {
    return value(key).map(PaxRecords::withoutZero).map(EntryName::of);
  }

  private static byte[] withoutZero(byte[] value) {
    for (byte b : value) {
      if (b == 0) {
        throw UnusableImageException.damaged("a name in a PAX header holds a zero byte");
      }
    }
    return value;
  }

  Optional<String> text(String key) {
    return value(key).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  OptionalLong number(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw UnusableImageException.damaged("the PAX record '" + key + "' is not a number");
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }

  /** Returns a time written as seconds with an optional fraction; finer than 1 ns is cut off. */
  Optional<TarEntry.Moment> moment(String key) {
    return text(key).map(text -> moment(key, text));
  }

  private static TarEntry.Moment moment(String key, String text) {
    if (!text.matches("-?[0-9]{1,15}(\\.[0-9]*)?")) {
      throw UnusableImageException.damaged("the PAX record '" + key + "' is not a time");
    }
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    int point = digits.indexOf('.');
    long seconds = Long.parseLong(point < 0 ? digits : digits.substring(0, point));
    String fraction = point < 0 ? "" : digits.substring(point + 1);
    String nanosecondDigits = (fraction + "0".repeat(NANOSECOND_DIGITS)).substring(0, 9);
    int nanoseconds = Integer.parseInt(nanosecondDigits);
    if (!negative) {
      return new TarEntry.Moment(seconds, nanoseconds);
    }
    return nanoseconds == 0
        ? new TarEntry.Moment(-seconds, 0)
        : new TarEntry.Moment(-seconds - 1, 1_000_000_000 - nanoseconds);
  }

  /** Returns the extended attributes, with empty values too. */
  Map<String, TarEntry.Attribute> attributes() {
    Map<String, TarEntry.Attribute> attributes = new LinkedHashMap<>();
    records.forEach(
        (key, value) -> {
          if (key.startsWith(ATTRIBUTE)) {
            attributes.put(key.substring(ATTRIBUTE.length()), new TarEntry.Attribute(value));
          }
        });
    return attributes;
  }
}
