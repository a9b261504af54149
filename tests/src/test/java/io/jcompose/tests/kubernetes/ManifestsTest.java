package io.jcompose.tests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.jcompose.model.export.kubernetes.KubernetesManifests;
import io.jcompose.model.export.kubernetes.ManifestOptions;
import io.jcompose.model.export.kubernetes.ManifestSet;
import io.jcompose.model.export.kubernetes.ManifestSource;
import io.jcompose.model.files.FileSourceReader;
import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path STACKS = HOME.resolve("tests/src/test/resources/stacks");

  private static List<Path> files() {
    return Stream.of(STACKS, STACKS.resolve("exported-only"), HOME.resolve("samples"))
        .flatMap(ManifestsTest::composeFiles)
        .sorted()
        .toList();
  }

  private static Stream<Path> composeFiles(Path directory) {
    try (Stream<Path> entries = Files.walk(directory, 2)) {
      return entries
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> directory.equals(file.getParent()) || file.endsWith("app.yaml"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void kubernetesItselfKnowsEveryFieldOfEveryManifest(Path file) {
    String manifests = manifests(file, ManifestOptions.DEFAULT).text();

    List<JsonObject> objects = Objects.in(manifests);
    assertThat(objects).isNotEmpty();
    assertThat(objects).flatMap(PublishedSchema::faults).as(manifests).isEmpty();
    assertThat(objects).flatMap(WrittenRules::faults).as(manifests).isEmpty();
  }

  private static ManifestSet manifests(Path file, ManifestOptions options) {
    FileSourceReader reader = new FileSourceReader();
    LoadedProject loaded =
        new ComposeLoader(reader)
            .load(
                new LoadRequest(
                    file.resolveSibling("").toString(),
                    Map.of("STACK_TOKEN", "swordfish", "HOME", "/root"),
                    List.of(file.toString()),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of()));
    return KubernetesManifests.of(
        new ManifestSource(loaded.project(), ImageFacts.NONE, contents(reader), loaded::place),
        options);
  }

  private static ContentFacts contents(FileSourceReader reader) {
    return new ContentFacts() {
      @Override
      public byte[] read(String path, int limit) throws IOException {
        return reader.read(path, limit);
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
