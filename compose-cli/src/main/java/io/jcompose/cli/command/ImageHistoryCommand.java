package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.ByteSize;
import io.jcompose.cli.output.Table;
import io.jcompose.scheduler.runtime.Images;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code jcompose image history}: the steps an image was made in, the last first. */
final class ImageHistoryCommand implements Runnable {
  private static final int LONGEST = 45;
  private final Tools tools;
  private final Flag quiet;
  private final Flag full;
  private final Supplier<ListFormat> format;
  private final Supplier<String> image;

  ImageHistoryCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Show the steps that an image was made in, the last first.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
    full = syntax.flag("--no-trunc", "Print all of ids and of what made a step.");
    format = ListFormat.option(syntax);
    image = syntax.argument("IMAGE", "A name or an id.");
  }

  /** One step; only the last one is an image of its own. */
  private record Step(String id, String created, String by, long sizeBytes, String comment) {}

  @Override
  public void run() {
    List<Step> steps =
        steps(new ImageArguments(tools).details(ImageArguments.reference(tools, image.get())));
    if (quiet.isSet()) {
      steps.forEach(step -> tools.console().line(id(step)));
      return;
    }
    List<Map<String, Object>> rows = steps.stream().map(this::toMap).toList();
    format.get().writeLines(tools.console(), rows, () -> table(steps));
  }

  private Table table(List<Step> steps) {
    Table table = new Table("IMAGE", "CREATED", "CREATED BY", "SIZE", "COMMENT");
    steps.forEach(
        step ->
            table.row(
                id(step), ago(step), by(step), ByteSize.of(step.sizeBytes()), step.comment()));
    return table;
  }

  /** Steps without a layer only change the configuration; layers without a step are told alone. */
  private static List<Step> steps(Images.Details details) {
    List<Step> steps = new ArrayList<>();
    List<Images.Layer> layers = new ArrayList<>(details.layers());
    for (Map<String, Object> told : new ImageConfigurationText(details.configuration()).history()) {
      boolean empty = Boolean.TRUE.equals(told.get("empty_layer")) || layers.isEmpty();
      long size = empty ? 0 : layers.remove(0).sizeBytes();
      steps.add(
          new Step(
              "<missing>",
              text(told, "created"),
              text(told, "created_by"),
              size,
              text(told, "comment")));
    }
    layers.forEach(layer -> steps.add(new Step("<missing>", "", "", layer.sizeBytes(), "")));
    Collections.reverse(steps);
    if (!steps.isEmpty()) {
      Step last = steps.get(0);
      steps.set(
          0,
          new Step(
              details.image().id(), last.created(), last.by(), last.sizeBytes(), last.comment()));
    }
    return steps;
  }

  private static String text(Map<String, Object> step, String key) {
    return step.get(key) instanceof String text ? text.replaceAll("\\p{Cntrl}+", " ") : "";
  }

  private Map<String, Object> toMap(Step step) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ID", id(step));
    map.put("CreatedAt", step.created());
    map.put("CreatedSince", ago(step));
    map.put("CreatedBy", by(step));
    map.put("Size", ByteSize.of(step.sizeBytes()));
    map.put("Comment", step.comment());
    return map;
  }

  private String id(Step step) {
    return full.isSet() || step.id().startsWith("<")
        ? step.id()
        : ImageArguments.shortId(step.id());
  }

  private String by(Step step) {
    return full.isSet() || step.by().length() <= LONGEST
        ? step.by()
        : step.by().substring(0, LONGEST - 1) + "…";
  }

  private String ago(Step step) {
    try {
      return Ago.of(
              Duration.between(
                  OffsetDateTime.parse(step.created()).toInstant(), tools.clock().instant()))
          + " ago";
    } catch (DateTimeException e) {
      return "N/A";
    }
  }
}
