package io.jcompose.model.load;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.load.FileSelection.ComposeFile;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Compose files into documents. */
final class DocumentReader {
  private final Sources sources;
  private final Problems problems;
  private boolean complete = true;

  DocumentReader(Sources sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Returns the documents of all files that can be used, in order. */
  List<MapNode> read(List<ComposeFile> files) {
    List<MapNode> documents = new ArrayList<>();
    complete &= !files.isEmpty();
    for (ComposeFile file : files) {
      documents.addAll(read(file.path(), file.shown(), Sources.Origin.commandLine(file.shown())));
    }
    mustHoldAnything(documents);
    return documents;
  }

  /** Returns the documents of all files that are manifests, in order. */
  List<Node> readManifests(List<ComposeFile> files) {
    List<Node> manifests = new ArrayList<>();
    for (ComposeFile file : files) {
      sources
          .read(file.path(), YamlReader.MAX_BYTES, Sources.Origin.commandLine(file.shown()))
          .map(bytes -> new YamlReader(file.shown(), problems).readAny(bytes))
          .ifPresent(manifests::addAll);
    }
    if (manifests.isEmpty() && problems.found().isEmpty()) {
      String first = files.isEmpty() ? "" : files.get(0).shown();
      problems.add(Place.wholeFile(first), "", "there is no manifest in it", "add one");
    }
    complete &= !manifests.isEmpty();
    return manifests;
  }

  /** One file of several may be empty, but not all of them together. */
  private void mustHoldAnything(List<MapNode> documents) {
    if (complete && documents.stream().allMatch(document -> document.entries().isEmpty())) {
      Place place = Place.wholeFile(documents.get(0).place().file());
      problems.add(place, "", "the file is empty", "give it a top-level 'services:'");
      complete = false;
    }
  }

  /** Returns the documents of one file; none after a problem. */
  List<MapNode> read(String path, String shown, Sources.Origin origin) {
    Optional<byte[]> content = sources.read(path, YamlReader.MAX_BYTES, origin);
    List<MapNode> found =
        content.map(bytes -> new YamlReader(shown, problems).read(bytes)).orElse(List.of());
    complete &= !found.isEmpty();
    return found;
  }

  /** Returns the documents of a text that is no file's; {@code shown} stands for it in problems. */
  List<MapNode> ofText(String text, String shown) {
    return new YamlReader(shown, problems).read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns whether every file could be used, so that what is not there is really missing. */
  boolean areComplete() {
    return complete;
  }
}
