package io.jcompose.model.schema;

import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A single value. A later one replaces an earlier one.
 *
 * @param form what it is called
 * @param bare whether its long form is a number or boolean rather than a text
 * @param reader reads the text of its long form; empty if it is faulty
 * @param silent what says nothing and is left out where a tree is printed
 * @param demand what must hold besides before a project is run with it: Compose accepts texts that
 *     no engine does
 * @param path whether it is a path of the host
 */
record Scalar(
    String form,
    boolean bare,
    Function<Value, Optional<String>> reader,
    Set<String> silent,
    Consumer<Value> demand,
    boolean path)
    implements Kind {
  /** An empty text says nothing, and nothing is demanded. */
  Scalar(String form, boolean bare, Function<Value, Optional<String>> reader) {
    this(form, bare, reader, Set.of(""), value -> {}, false);
  }

  /** Returns this kind with {@code text} saying nothing, as it is so anyway. */
  Scalar silentIf(String text) {
    return new Scalar(form, bare, reader, Set.of("", text), demand, path);
  }

  /** Returns this kind with something demanded before a project is run. */
  Scalar demanding(Consumer<Value> demanded) {
    return new Scalar(form, bare, reader, silent, demanded, path);
  }

  /** Returns the kind of a path of the host. */
  static Scalar path(String form, Function<Value, Optional<String>> reader) {
    return new Scalar(form, false, reader, Set.of(""), value -> {}, true);
  }

  /** Returns this kind with texts that may be written in capitals. */
  Scalar lowerCase() {
    return new Scalar(form, bare, value -> reader.apply(inLowerCase(value)), silent, demand, path);
  }

  private static Value inLowerCase(Value value) {
    return value.node() instanceof ScalarNode scalar
        ? value.with(
            new ScalarNode(scalar.place(), scalar.text().toLowerCase(Locale.ROOT), scalar.plain()))
        : value;
  }

  @Override
  public Optional<Node> canonical(Value value) {
    return reader.apply(value).map(text -> new ScalarNode(value.place(), text, bare));
  }

  @Override
  public Node template(Value template) {
    return path ? canonical(template).orElse(template.node()) : template.node();
  }

  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    return node instanceof ScalarNode scalar && silent.contains(scalar.text())
        ? Optional.empty()
        : Optional.of(node);
  }

  @Override
  public void walk(Value value, Walker walker) {
    walker.meets(this, value);
  }
}
