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
import java.util.Optional;
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
      List<Optional<ImageReference>> names = image.names().stream().map(Optional::of).toList();
      List<Optional<ImageReference>> nameless = List.of(Optional.empty());
      for (Optional<ImageReference> name : names.isEmpty() ? nameless : names) {
        rows.add(toMap(image, name));
        table.row(
            repository(name), tag(name), id(image), ago(image), ByteSize.of(image.sizeBytes()));
      }
    }
    format.get().writeLines(tools.console(), rows, () -> table);
  }

  /** The keys are docker's. */
  private Map<String, Object> toMap(Image image, Optional<ImageReference> name) {
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

  private static String repository(Optional<ImageReference> name) {
    return name.map(ImageReference::repository).orElse(NONE);
  }

  private static String tag(Optional<ImageReference> name) {
    return name.flatMap(ImageReference::tag).orElse(NONE);
  }
}
