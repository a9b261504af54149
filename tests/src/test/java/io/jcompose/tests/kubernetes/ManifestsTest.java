package io.jcompose.tests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.jcompose.model.export.kubernetes.KubernetesManifests;
import io.jcompose.model.export.kubernetes.Manifest;
import io.jcompose.model.export.kubernetes.ManifestOptions;
import io.jcompose.model.export.kubernetes.ManifestSet;
import io.jcompose.model.export.kubernetes.ManifestSource;
import io.jcompose.model.export.kubernetes.ServiceType;
import io.jcompose.model.export.kubernetes.WorkloadKind;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(objects).flatMap(ManifestsTest::faults).as(manifests).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void itKnowsThemWhateverIsAskedFor(Path file) {
    for (WorkloadKind kind : List.of(WorkloadKind.POD, WorkloadKind.DAEMON_SET)) {
      ManifestOptions options =
          new ManifestOptions(
              Optional.of(kind),
              Optional.of(ServiceType.NODE_PORT),
              true,
              Optional.of("example.org"),
              Map.of(),
              Optional.of("shop"),
              "10Gi",
              Map.of());

      String manifests = manifests(file, options).text();

      assertThat(Objects.in(manifests)).flatMap(ManifestsTest::faults).as(manifests).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void twoReadersReadTheSame(Path file) {
    for (Manifest manifest : manifests(file, ManifestOptions.DEFAULT).manifests()) {
      assertThat(Objects.in(manifest.text()))
          .as(manifest.text())
          .isEqualTo(Objects.inYaml11(manifest.text()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 1       | replica: 1             | field `replica` in the JSON string is not defined",
        "name: api         | called: api            | field `called` in the JSON string is not defined",
        "image: nginx      | image: [nginx]         | Expected the field `image` to be",
        "cpu: 500m         | cpu: half              | 'half' is not",
        "tier: front       | tier: 'in front'       | 'in front' is not",
        "containerPort: 80 | containerPort: 80000   | 80000 is not between",
        "protocol: TCP     | protocol: tcp          | 'tcp' is none of",
        "mountPath: /data  | mountPath: data        | no path to mount at",
        "- name: data      | - name: date           | there is no volume 'data'",
        "name: the-web     | name: The_Web          | 'The_Web' is not"
      })
  void aWrongFieldIsFound(String right, String wrong, String fault) {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: the-web}
        spec:
          replicas: 1
          selector: {matchLabels: {tier: front}}
          template:
            metadata:
              labels:
                tier: front
            spec:
              volumes:
                - name: data
                  emptyDir: {}
              containers:
                - name: api
                  image: nginx
                  ports:
                    - containerPort: 80
                      protocol: TCP
                  resources:
                    limits:
                      cpu: 500m
                  volumeMounts:
                    - {name: data, mountPath: /data}
        """;
    assertThat(faults(Objects.in(deployment).get(0))).isEmpty();

    assertThat(faults(Objects.in(deployment.replace(right, wrong)).get(0)))
        .as("%s in place of %s", wrong, right)
        .anyMatch(found -> found.contains(fault));
  }

  private static List<String> faults(JsonObject object) {
    List<String> faults = new ArrayList<>(PublishedSchema.faults(object));
    faults.addAll(faults.isEmpty() ? WrittenRules.faults(object) : List.of());
    return faults;
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
