package io.jcompose.tests.scenario;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A container as {@code ps -a --format json} tells of it; {@code pid} is 0 where none runs. */
record Listed(
    String id,
    String name,
    String service,
    String state,
    int exitCode,
    String health,
    long created,
    long pid) {

  /** Returns the project's containers, those that do not run too, without the infra of its pods. */
  static List<Listed> all(Stack stack) {
    return stack
        .jcompose("ps", "-a", "--format", "json")
        .succeeded()
        .lines()
        .map(line -> of(JsonMapper.shared().readTree(line)))
        .filter(container -> !container.service().isEmpty())
        .toList();
  }

  /** Returns the container of that name, if the project has one. */
  static Optional<Listed> find(Stack stack, String name) {
    return all(stack).stream().filter(container -> container.name().equals(name)).findFirst();
  }

  /** Returns the container of that name. */
  static Listed of(Stack stack, String name) {
    return find(stack, name).orElseThrow(() -> new AssertionError("no container " + name));
  }

  private static Listed of(JsonNode json) {
    return new Listed(
        json.path("ID").asString(),
        json.path("Name").asString(),
        json.path("Service").asString(),
        json.path("State").asString(),
        json.path("ExitCode").asInt(),
        json.path("Health").asString(),
        json.path("Created").asLong(),
        json.path("Pid").asLong(0));
  }
}
