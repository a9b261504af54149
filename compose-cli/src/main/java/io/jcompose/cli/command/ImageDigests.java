package io.jcompose.cli.command;

import io.jcompose.cli.pull.ImageLookups;
import io.jcompose.model.load.ImageMention;
import io.jcompose.model.load.ResolvedFile;
import io.jcompose.model.value.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names images by what registries have of them now. */
final class ImageDigests {
  private final Tools tools;
  private final Map<String, ImageReference> wanted = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> hints = new LinkedHashSet<>();

  private ImageDigests(Tools tools) {
    this.tools = tools;
  }

  /**
   * Returns {@code file} with every image named by its registry, its tag and its digest. A
   * directory of the host has none, and a reference with a digest is left as it is; where nothing
   * is left, nobody is asked.
   *
   * @throws CommandFailure with all that cannot be named so, each with its place
   */
  static ResolvedFile in(ResolvedFile file, Tools tools) {
    return new ImageDigests(tools).named(file);
  }

  private ResolvedFile named(ResolvedFile file) {
    file.imageMentions().forEach(this::read);
    if (wanted.isEmpty() && problems.isEmpty()) {
      return file;
    }
    ImageLookups answers = ask();
    for (ImageMention mention : file.imageMentions()) {
      wanted(mention.written())
          .flatMap(answers::failure)
          .ifPresent(why -> fail(mention, String.valueOf(why.getMessage()), why.hint()));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailure(String.join("\n", problems), String.join("; ", hints));
    }
    return file.withImages(
        written ->
            wanted(written).flatMap(answers::found).map(ImageReference::value).orElse(written));
  }

  private Optional<ImageReference> wanted(String written) {
    return Optional.ofNullable(wanted.get(written));
  }

  private void read(ImageMention mention) {
    String written = mention.written();
    if (written.contains("$")) {
      fail(
          mention,
          "cannot name image '" + written + "' by its digest: it has a variable in it",
          "leave out --no-interpolate");
      return;
    }
    try {
      ImageReference reference = new ImageReference(written);
      if (reference.isName() && !written.contains("@")) {
        wanted.put(written, reference);
      }
    } catch (IllegalArgumentException e) {
      fail(
          mention,
          "cannot name an image by its digest: " + e.getMessage(),
          "correct the image's name in the file");
    }
  }

  private void fail(ImageMention mention, String why, String hint) {
    problems.add(mention + ": " + why);
    hints.add(hint);
  }

  private ImageLookups ask() {
    tools.registries().get().showWarnings(tools.console());
    try {
      return ImageLookups.of(new TreeSet<>(wanted.values()), tools.runtime().get().images());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while registries were asked", "run it again", e);
    }
  }
}
