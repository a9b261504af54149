package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.Ago;
import io.jcompose.cli.output.ByteSize;
import io.jcompose.cli.output.Table;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code jcompose image ls}. */
final class ImageListCommand implements Runnable {
  private static final String NONE = "<none>";
  private final Tools tools;
  private final Flag quiet;
  private final Flag full;
  private final Supplier<ListFormat> format;

  ImageListCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("List the images of this host.");
    quiet = syntax.flag("-q, --quiet", "Print ids only.");
    full = syntax.flag("--no-trunc", "Print ids in full.");
    format = ListFormat.option(syntax);
  }

  @Override
  public void run() {
    List<Image> images = tools.runtime().get().images().list();
    if (quiet.isSet()) {
      images.stream().map(this::id).forEach(tools.console()::line);
      return;
    }
    Table table = new Table("REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Image image : images) {
      List<String> names = image.names().stream().map(ImageReference::value).toList();
      for (String name : names.isEmpty() ? List.of("") : names) {
        rows.add(toMap(image, name));
        table.row(
            repository(name), tag(name), id(image), ago(image), ByteSize.of(image.sizeBytes()));
      }
    }
    format.get().writeLines(tools.console(), rows, () -> table);
  }

  /** The keys are docker's. */
  private Map<String, Object> toMap(Image image, String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ID", id(image));
    map.put("Repository", repository(name));
    map.put("Tag", tag(name));
    map.put("Digest", image.manifest().orElse(NONE));
    map.put("CreatedAt", image.created().toString());
    map.put("CreatedSince", ago(image));
    map.put("Size", ByteSize.of(image.sizeBytes()));
    map.put("SizeBytes", image.sizeBytes());
    return map;
  }

  private String id(Image image) {
    return full.isSet() ? image.id() : ImageArguments.shortId(image.id());
  }

  private String ago(Image image) {
    return Ago.of(Duration.between(image.created(), tools.clock().instant())) + " ago";
  }

  private static String repository(String name) {
    return name.isEmpty() ? NONE : name.substring(0, colon(name));
  }

  private static String tag(String name) {
    if (name.isEmpty()) {
      return NONE;
    }
    return colon(name) == name.length() ? "latest" : name.substring(colon(name) + 1);
  }

  /** Before a slash, a colon belongs to the registry's port. */
  private static int colon(String name) {
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    return colon < 0 ? name.length() : colon;
  }
}
