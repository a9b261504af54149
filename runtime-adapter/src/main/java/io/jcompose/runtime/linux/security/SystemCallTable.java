package io.jcompose.runtime.linux.security;

import io.jcompose.model.value.Capability;
import io.jcompose.runtime.syscall.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The file {@code system-calls.txt} beside this class, as one architecture numbers the calls. */
final class SystemCallTable {
  private static final String FILE = "system-calls.txt";
  private static final String NOT_HERE = "-";

  private final Map<String, Entry> entries;

  private SystemCallTable(Map<String, Entry> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * A call.
   *
   * @param allowed {@code all}, {@code checked}, or names of capabilities
   */
  record Entry(int number, String allowed) {
    /** Returns whether the call is allowed whatever its arguments are. */
    boolean allowedWith(Set<Capability> capabilities) {
      return switch (allowed) {
        case "all" -> true;
        case "checked" -> false;
        default ->
            Arrays.stream(allowed.split(",", -1))
                .map(Capability::valueOf)
                .anyMatch(capabilities::contains);
      };
    }
  }

  static SystemCallTable of(Architecture architecture) {
    int column = architecture == Architecture.X86_64 ? 1 : 2;
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String line : read().lines().filter(l -> !l.startsWith("#")).toList()) {
      String[] fields = line.split(" +", -1);
      if (!fields[column].equals(NOT_HERE)) {
        entries.put(fields[0], new Entry(Integer.parseInt(fields[column]), fields[3]));
      }
    }
    return new SystemCallTable(entries);
  }

  private static String read() {
    try (InputStream file = SystemCallTable.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("no " + FILE + " beside " + SystemCallTable.class);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int number(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no call " + name + " in " + FILE);
    }
    return entry.number();
  }

  /** Returns the highest number of any call in the table. */
  int highest() {
    return entries.values().stream().mapToInt(Entry::number).max().orElseThrow();
  }

  /** Returns the numbers of calls allowed whatever their arguments are. */
  Set<Integer> allowedWith(Set<Capability> capabilities) {
    return entries.values().stream()
        .filter(entry -> entry.allowedWith(capabilities))
        .map(Entry::number)
        .collect(Collectors.toUnmodifiableSet());
  }
}
