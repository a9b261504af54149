package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The keys that one kind of map may have, each with what becomes of its value.
 *
 * @param <D> the draft that the values are read into
 */
final class KeyTable<D> {
  private static final String EXTENSION = "x-";

  private final String owner;
  private final Map<String, Key<D>> keys = new LinkedHashMap<>();

  private KeyTable(String owner) {
    this.owner = owner;
  }

  /** What becomes of a key's value. */
  private sealed interface Key<D> {
    /** Its value is read. */
    record Carried<D>(BiConsumer<D, Value> reader) implements Key<D> {}

    /** It is a key of Compose, and leaving it out of account would change what is run. */
    record NotYet<D>() implements Key<D> {}

    /** Leaving it out of account changes nothing. */
    record WithoutEffect<D>(String reason) implements Key<D> {}
  }

  /** Returns an empty table; {@code owner} says whose keys they are: {@code a service}. */
  static <D> KeyTable<D> of(String owner) {
    return new KeyTable<>(owner);
  }

  /** Adds a key whose value {@code reader} puts into the draft. A null value is not read. */
  KeyTable<D> carried(String key, BiConsumer<D, Value> reader) {
    keys.put(key, new Key.Carried<>(reader));
    return this;
  }

  /** Adds keys of Compose that jcompose does not carry yet. */
  KeyTable<D> notYet(String... names) {
    for (String name : names) {
      keys.put(name, new Key.NotYet<>());
    }
    return this;
  }

  /** Adds a key that is accepted and does nothing. */
  KeyTable<D> withoutEffect(String key, String reason) {
    keys.put(key, new Key.WithoutEffect<>(reason));
    return this;
  }

  /** Reads the values of {@code map} into {@code draft}; every key in it must be known. */
  void read(Value map, D draft) {
    map.entries().forEach((key, value) -> read(map, key, value, draft));
  }

  private void read(Value map, String name, Value value, D draft) {
    Key<D> key = keys.get(name);
    Place place = map.placeOfKey(name);
    String path = value.path().toString();
    if (key instanceof Key.Carried<D> carried) {
      if (!value.isNull()) {
        carried.reader().accept(draft, value);
      }
    } else if (key instanceof Key.NotYet<D>) {
      value
          .findings()
          .problem(
              place,
              path,
              "'" + name + "' is not supported by jcompose yet",
              "remove it to run without it");
    } else if (key instanceof Key.WithoutEffect<D> useless) {
      value
          .findings()
          .warning(place, path, "'" + name + "' has no effect: " + useless.reason(), "remove it");
    } else if (!name.startsWith(EXTENSION)) {
      value
          .findings()
          .problem(
              place,
              path,
              "'" + name + "' is not a key of " + owner,
              NearestName.hint(
                  name, keys.keySet(), "remove it; a key of your own starts with 'x-'"));
    }
  }
}
