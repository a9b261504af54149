package io.jcompose.model.export.kubernetes;

import io.jcompose.model.error.Problem;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.SmallProject;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Compose file as manifests; the project is called {@code app}. */
final class Exported {
  private final LoadedProject loaded;
  private final Map<String, ImageConfig> images = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private ManifestOptions options = ManifestOptions.DEFAULT;

  private Exported(LoadedProject loaded) {
    this.loaded = loaded;
  }

  static Exported of(String yaml) {
    return new Exported(SmallProject.of(yaml).withVariable("TOKEN", "swordfish").load());
  }

  Exported image(String name, ImageConfig config) {
    images.put(name, config);
    return this;
  }

  Exported file(String path, String text) {
    files.put(path, text);
    return this;
  }

  Exported with(ManifestOptions changed) {
    options = changed;
    return this;
  }

  ManifestSet manifests() {
    ImageFacts facts = image -> Optional.ofNullable(images.get(image.value()));
    return KubernetesManifests.of(
        new ManifestSource(loaded.project(), facts, contents(), loaded::place), options);
  }

  /** Returns the objects there are, such as {@code Service web}, in order. */
  List<String> objects() {
    return manifests().manifests().stream().map(Manifest::toString).toList();
  }

  /** Returns one of them in YAML, without its labels, which are alike in all. */
  String text(String object) {
    return manifests().manifests().stream()
        .filter(manifest -> manifest.toString().equals(object))
        .map(Manifest::text)
        .map(Exported::withoutLabels)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + object + " in " + objects()));
  }

  private static String withoutLabels(String yaml) {
    return yaml.lines()
        .filter(line -> !line.contains("app.kubernetes.io/"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Returns what is warned of, a line each. */
  String warnings() {
    return manifests().warnings().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private ContentFacts contents() {
    return new ContentFacts() {
      @Override
      public byte[] read(String path, int limit) throws IOException {
        return Optional.ofNullable(files.get(path))
            .orElseThrow(() -> new NoSuchFileException(path))
            .getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public String digest(String path) {
        return path;
      }

      @Override
      public Optional<String> version(SecretName secret) {
        return Optional.empty();
      }
    };
  }
}
