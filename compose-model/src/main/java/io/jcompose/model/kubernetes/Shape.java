package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The fields that an object of Kubernetes has, and what may stand behind each. Checking one reports
 * every field that is not known, lacks or is of another kind, and warns of those that mean nothing
 * on one host.
 */
final class Shape {
  /** What may stand behind a field; told what does, it reports what is wrong with it. */
  private interface Form extends Consumer<Element> {}

  private static final Form TEXT = scalar("a text", Shape::isText, "put it into quotes");
  private static final Form FLAG =
      scalar(
          "true or false",
          scalar -> scalar.kind() == PlainScalar.Kind.BOOLEAN,
          "write true or false, without quotes");
  private static final Form WHOLE =
      scalar(
          "a whole number",
          scalar -> scalar.kind() == PlainScalar.Kind.INTEGER,
          "write the number, without quotes");
  private static final Form PORT =
      scalar(
          "a port's number or name",
          scalar -> scalar.kind() == PlainScalar.Kind.INTEGER || isText(scalar),
          "write a number, or the 'name' of one of the container's 'ports'");
  private static final Form AMOUNT =
      scalar(
          "an amount",
          scalar -> Quantity.parse(scalar.text()).isPresent(),
          "write a number with a unit, such as '250m', '0.5' or '64Mi'");

  private final String what;
  private final Map<String, Form> fields = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  private Shape(String what) {
    this.what = what;
  }

  /** Returns a shape without fields; {@code what} names it in messages, with its article. */
  static Shape of(String what) {
    return new Shape(what);
  }

  Shape texts(String... names) {
    return all(TEXT, names);
  }

  Shape flags(String... names) {
    return all(FLAG, names);
  }

  Shape wholes(String... names) {
    return all(WHOLE, names);
  }

  Shape ports(String... names) {
    return all(PORT, names);
  }

  Shape amounts(String... names) {
    return all(AMOUNT, names);
  }

  Shape textLists(String... names) {
    return all(list(TEXT), names);
  }

  Shape textMaps(String... names) {
    return all(map(TEXT), names);
  }

  Shape amountMaps(String... names) {
    return all(map(AMOUNT), names);
  }

  /** Adds a field of which nothing is checked. */
  Shape any(String... names) {
    return all(element -> {}, names);
  }

  Shape one(String name, Shape shape) {
    return all(shape::check, name);
  }

  Shape list(String name, Shape shape) {
    return all(list(shape::check), name);
  }

  /** Adds a text that is one of {@code values}. */
  Shape oneOf(String name, String... values) {
    Set<String> known = Set.of(values);
    return all(
        TEXT.andThen(
                element ->
                    element
                        .text()
                        .filter(text -> !known.contains(text))
                        .ifPresent(
                            text ->
                                element.problem(
                                    "'" + text + "' is not known here",
                                    NearestName.hint(
                                        text, known, "write " + String.join(" or ", values)))))
            ::accept,
        name);
  }

  /**
   * Adds fields that are warned about, for {@code reason}: a clause such as 'there is one host'.
   */
  Shape withoutEffect(String reason, String... names) {
    return all(
        element -> {
          if (!isEmpty(element)) {
            element.warning("has no effect: " + reason, "remove it, or leave it as it is");
          }
        },
        names);
  }

  private static boolean isEmpty(Element element) {
    return element.node() instanceof ScalarNode
        ? element.text().orElse("").isEmpty()
        : element.items().isEmpty() && element.members().isEmpty();
  }

  /** Says which of the fields must be there. */
  Shape requires(String... names) {
    required.addAll(List.of(names));
    return this;
  }

  private Shape all(Form form, String... names) {
    for (String name : names) {
      fields.put(name, form);
    }
    return this;
  }

  /** Reports what is wrong with {@code element}, and below it. */
  void check(Element element) {
    if (!(element.node() instanceof MapNode map)) {
      element.problem(
          what + " must be a map, not " + element.node().description(),
          "indent its fields below it");
      return;
    }
    map.entries()
        .forEach(
            (name, entry) -> {
              Form form = fields.get(name);
              if (form == null) {
                element
                    .findings()
                    .problems()
                    .add(
                        entry.keyPlace(),
                        element.path().key(name).toString(),
                        "'" + name + "' is not a field of " + what,
                        NearestName.hint(name, fields.keySet(), "remove it"));
              } else {
                element.get(name).ifPresent(form);
              }
            });
    for (String name : required) {
      if (!element.has(name)) {
        element.problem(what + " needs '" + name + "'", "add '" + name + "'");
      }
    }
  }

  private static Form scalar(String form, Predicate<ScalarNode> accepts, String hint) {
    return element -> {
      if (!(element.node() instanceof ScalarNode scalar) || !accepts.test(scalar)) {
        element.problem(
            "must be " + form + ", not " + element.node().description(),
            element.node() instanceof ScalarNode ? hint : "write " + form);
      }
    };
  }

  /** A date counts as a text, as it does where manifests are read as JSON. */
  private static boolean isText(ScalarNode scalar) {
    return scalar.kind() == PlainScalar.Kind.STRING || scalar.kind() == PlainScalar.Kind.TIMESTAMP;
  }

  private static Form list(Form item) {
    return element -> {
      if (element.node() instanceof ListNode) {
        element.items().forEach(item);
      } else {
        element.problem(
            "must be a list, not " + element.node().description(), "put '- ' before each item");
      }
    };
  }

  private static Form map(Form value) {
    return element -> {
      if (element.node() instanceof MapNode) {
        element.members().values().forEach(value);
      } else {
        element.problem(
            "must be a map of names and values, not " + element.node().description(),
            "write 'NAME: VALUE' below it");
      }
    };
  }
}
