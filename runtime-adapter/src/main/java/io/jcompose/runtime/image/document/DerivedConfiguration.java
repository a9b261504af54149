package io.jcompose.runtime.image.document;

import io.jcompose.model.instruction.ImageDescription;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.runtime.image.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration of an image that is made of another: what it says, and who made it when. What
 * the other image's configuration says besides is kept.
 *
 * @param author who made it, in any form
 * @param comment why
 */
public record DerivedConfiguration(
    ImageDescription description,
    Instant created,
    Optional<String> author,
    Optional<String> comment) {

  /**
   * Returns the document; {@link ConfigurationDocument#parse} reads it.
   *
   * @param base the other image's configuration; empty if there is none
   * @param layers all of the new image, the lowest first
   * @param here the platform of an image that is made of none
   */
  public String text(Optional<byte[]> base, List<Digest> layers, Platform here) {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode document =
        base.map(content -> (ObjectNode) json.readTree(content))
            .orElseGet(
                () ->
                    json.createObjectNode()
                        .put("architecture", here.architecture())
                        .put("os", here.os()));
    document.put("created", created.toString());
    put(document, "author", author);
    describe(object(document, "config"));
    ObjectNode root = document.putObject("rootfs").put("type", "layers");
    put(root, "diff_ids", layers.stream().map(Digest::toString).toList());
    tell(document);
    return json.writeValueAsString(document);
  }

  private void describe(ObjectNode config) {
    ImageConfig said = description.config();
    put(
        config,
        "Env",
        said.environment().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    put(config, "Entrypoint", said.entrypoint());
    put(config, "Cmd", said.command());
    put(config, "User", said.user());
    put(config, "WorkingDir", said.workingDirectory());
    putNames(config, "Volumes", said.volumes());
    putNames(config, "ExposedPorts", said.exposedPorts());
    put(config, "StopSignal", said.stopSignal().map(Object::toString));
    put(config, "OnBuild", description.onBuild());
    config.remove("Labels");
    if (!said.labels().isEmpty()) {
      ObjectNode labels = config.putObject("Labels");
      said.labels().forEach(labels::put);
    }
    describe(config, said.healthcheck());
  }

  private static void describe(ObjectNode config, Healthcheck healthcheck) {
    config.remove("Healthcheck");
    if (healthcheck.equals(Healthcheck.UNSET)) {
      return;
    }
    ObjectNode written = config.putObject("Healthcheck");
    put(
        written,
        "Test",
        healthcheck.disabled() ? List.of("NONE") : healthcheck.test().orElse(List.of()));
    Map.of(
            "Interval", healthcheck.interval(),
            "Timeout", healthcheck.timeout(),
            "StartPeriod", healthcheck.startPeriod(),
            "StartInterval", healthcheck.startInterval())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> e.getValue().map(Duration::toNanos).ifPresent(n -> written.put(e.getKey(), n)));
    healthcheck.retries().ifPresent(count -> written.put("Retries", count));
  }

  private void tell(ObjectNode document) {
    ArrayNode history =
        document.path("history").isArray()
            ? (ArrayNode) document.get("history")
            : document.putArray("history");
    ObjectNode step = history.addObject().put("created", created.toString());
    put(step, "author", author);
    put(step, "comment", comment);
    step.put("created_by", "jcompose commit");
  }

  private static ObjectNode object(ObjectNode document, String key) {
    return document.path(key).isObject() ? (ObjectNode) document.get(key) : document.putObject(key);
  }

  private static void put(ObjectNode object, String key, Optional<String> value) {
    object.remove(key);
    value.ifPresent(text -> object.put(key, text));
  }

  private static void put(ObjectNode object, String key, List<String> values) {
    object.remove(key);
    if (!values.isEmpty()) {
      ArrayNode array = object.putArray(key);
      values.forEach(array::add);
    }
  }

  /** A set, as these documents write it: an object whose members say nothing. */
  private static void putNames(ObjectNode object, String key, Collection<?> names) {
    object.remove(key);
    if (!names.isEmpty()) {
      ObjectNode set = object.putObject(key);
      names.forEach(name -> set.putObject(name.toString()));
    }
  }
}
