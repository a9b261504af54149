package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A project of a few files in {@code /srv/app}, for tables of tests: a row has texts on one side,
 * and on the other a part of the JSON that {@code config} prints of them, in YAML's short notation.
 */
public final class SmallProject {
  /** Stands in a table for what is not there. */
  public static final String NOTHING = "-";

  private static final String DIRECTORY = "/srv/app/";

  private final MemorySources sources = new MemorySources();
  private final List<String> files = new ArrayList<>();
  private final List<String> profiles = new ArrayList<>();
  private final List<String> services = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/root"));

  /** Returns a project of Compose files, each in YAML, that are merged in this order. */
  public static SmallProject of(String... texts) {
    var project = new SmallProject();
    for (String text : texts) {
      String name = "file" + (project.files.size() + 1) + ".yaml";
      project.files.add(name);
      project.with(name, text);
    }
    return project;
  }

  /** Adds a file that another names; {@code path} is relative to the project's directory. */
  public SmallProject with(String path, String text) {
    sources.with(path.startsWith("/") ? path : DIRECTORY + path, text);
    return this;
  }

  /** Sets a variable of the shell. */
  public SmallProject withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Makes profiles active. */
  public SmallProject withProfiles(List<String> active) {
    profiles.addAll(active);
    return this;
  }

  /** Names services as the command line does. */
  public SmallProject withServices(List<String> named) {
    services.addAll(named);
    return this;
  }

  /** Loads the project. */
  public LoadedProject load() {
    return new ComposeLoader(sources)
        .load(
            new LoadRequest(
                "/srv/app",
                environment,
                files,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                profiles,
                services));
  }

  /**
   * Returns what {@code config} prints at a path such as {@code services.web.ports}, in short
   * notation with the keys of maps in order; {@link #NOTHING} if nothing is there.
   */
  public String at(String path) {
    Optional<Node> found = Optional.of(tree(load().resolved().toJson()));
    for (String step : path.split("\\.", -1)) {
      found =
          found.flatMap(
              node -> node instanceof MapNode map ? map.get(step) : Optional.<Node>empty());
    }
    return found.map(SmallProject::shown).orElse(NOTHING);
  }

  /** Returns {@code text}, YAML of a table's cell, in the notation of {@link #at}. */
  public static String shown(String text) {
    return text.equals(NOTHING) ? NOTHING : shown(tree("cell: " + text).get("cell").orElseThrow());
  }

  /** Returns what is wrong with the project, as users read it. */
  public String problems() {
    return text(catchThrowableOfType(InvalidComposeFileException.class, this::load).problems());
  }

  /** Returns what keeps the project from being run. */
  public String problemsIfRun() {
    LoadedProject loaded = load();
    return text(
        catchThrowableOfType(InvalidComposeFileException.class, loaded::runnable).problems());
  }

  /** Returns what the user is warned of. */
  public String warnings() {
    return text(load().warnings());
  }

  private static String text(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  private static MapNode tree(String text) {
    var problems = new Problems();
    List<MapNode> documents =
        new YamlReader("a cell", problems).read(text.getBytes(StandardCharsets.UTF_8));
    problems.throwIfAny();
    return documents.get(0);
  }

  private static String shown(Node node) {
    if (node instanceof MapNode map) {
      return map.entries().entrySet().stream()
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .map(entry -> entry.getKey() + ": " + shown(entry.getValue().value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof ListNode list) {
      return list.items().stream()
          .map(SmallProject::shown)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    var scalar = (ScalarNode) node;
    if (scalar.kind() != PlainScalar.Kind.STRING) {
      return node.isNull() ? "null" : scalar.value();
    }
    boolean clear = PlainScalar.of(scalar.text()).kind() == PlainScalar.Kind.STRING;
    return clear ? scalar.text() : '"' + scalar.text() + '"';
  }
}
