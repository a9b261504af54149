package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.cli.output.JsonText;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.Images;
import io.jcompose.scheduler.runtime.Images.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code jcompose image inspect}. */
final class ImageInspectCommand implements Runnable {
  private final Tools tools;
  private final Supplier<List<String>> names;

  ImageInspectCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Print all about images, as a JSON array.");
    names = syntax.oneOrMoreArguments("IMAGE", "Names or ids.");
  }

  @Override
  public void run() {
    List<ImageReference> references = ImageArguments.references(tools, names.get());
    ImageArguments images = new ImageArguments(tools);
    tools
        .console()
        .line(
            JsonText.of(
                references.stream().map(images::details).map(ImageInspectCommand::toMap).toList()));
  }

  /** The keys are docker's. */
  private static Map<String, Object> toMap(Images.Details details) {
    Image image = details.image();
    ImageConfigurationText text = new ImageConfigurationText(details.configuration());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Id", image.id());
    map.put(
        "RepoTags",
        image.names().stream().filter(ImageReference::isName).map(ImageReference::value).toList());
    map.put("RepoDigests", repoDigests(image));
    map.put("Comment", text.text("comment"));
    map.put("Created", image.created().toString());
    map.put("Author", text.text("author"));
    map.put("Config", text.object("config"));
    map.put("Architecture", text.text("architecture"));
    if (!text.text("variant").isEmpty()) {
      map.put("Variant", text.text("variant"));
    }
    map.put("Os", text.text("os"));
    map.put("Size", image.sizeBytes());
    map.put(
        "RootFS",
        Map.of(
            "Type",
            "layers",
            "Layers",
            details.layers().stream().map(Images.Layer::digest).toList()));
    return map;
  }

  private static List<String> repoDigests(Image image) {
    List<String> digests = new ArrayList<>();
    for (ImageReference name : image.names()) {
      image
          .manifest()
          .filter(manifest -> name.isName())
          .ifPresent(manifest -> digests.add(name.repository() + "@" + manifest));
    }
    return digests.stream().distinct().toList();
  }
}
