package io.jcompose.cli.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.files.FileSourceReader;
import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.PullPolicy.Kind;
import io.jcompose.model.value.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededImagesTest {
  private static final NeededImages.Policies USUAL =
      new NeededImages.Policies(Kind.MISSING, Optional.empty());

  @TempDir private Path directory;

  private Project project(String services) throws IOException {
    Files.writeString(directory.resolve("compose.yaml"), "name: shop\nservices:\n" + services);
    return new ComposeLoader(new FileSourceReader())
        .load(LoadRequest.in(directory.toString(), Map.of()))
        .project();
  }

  private static Set<ServiceName> services(String... names) {
    return Stream.of(names).map(ServiceName::new).collect(Collectors.toSet());
  }

  private static List<String> texts(List<NeededImage> images) {
    return images.stream().map(NeededImagesTest::text).toList();
  }

  private static String text(NeededImage image) {
    return image.image()
        + image.platform().map(platform -> " for " + platform).orElse("")
        + " "
        + image.policy().kind()
        + " "
        + new TreeSet<>(image.services());
  }

  @Test
  void eachImageIsNeededOnceInTheOrderOfTheFiles() throws IOException {
    Project project =
        project(
            """
              web: {image: "web:1"}
              db: {image: "db:1"}
              cache: {image: "web:1", pull_policy: always}
            """);

    assertThat(texts(NeededImages.of(project, Set.of(), true, USUAL)))
        .containsExactly("web:1 ALWAYS [cache, web]", "db:1 MISSING [db]");
  }

  @Test
  void imagesOfOneNameForTwoPlatformsAreTwo() throws IOException {
    Project project =
        project(
            """
              web: {image: "web:1", platform: linux/arm64}
              job: {image: "web:1"}
            """);

    assertThat(texts(NeededImages.of(project, Set.of(), true, USUAL)))
        .containsExactly("web:1 for linux/arm64 MISSING [web]", "web:1 MISSING [job]");
  }

  @Test
  void neitherADirectoryNorWhatIsBuiltIsFetched() throws IOException {
    Project project =
        project(
            """
              files: {image: "rootfs:/"}
              own: {build: ., image: "own:1"}
              nameless: {build: .}
            """);

    assertThat(NeededImages.of(project, Set.of(), true, USUAL)).isEmpty();
    assertThat(texts(NeededImages.built(project, Set.of(), true)))
        .containsExactly("own:1 NEVER [own]");
  }

  @Test
  void whatChosenServicesDependOnIsNeededIfThatIsWanted() throws IOException {
    Project project =
        project(
            """
              web: {image: "web:1", depends_on: [api]}
              api: {image: "api:1", depends_on: [db]}
              db: {image: "db:1"}
              other: {image: "other:1"}
            """);

    assertThat(texts(NeededImages.of(project, services("web"), false, USUAL)))
        .containsExactly("web:1 MISSING [web]");
    assertThat(texts(NeededImages.of(project, services("web"), true, USUAL)))
        .containsExactlyInAnyOrder(
            "web:1 MISSING [web]", "api:1 MISSING [api]", "db:1 MISSING [db]");
  }

  @Test
  void whatRunsBeforeAServiceStartsNeedsItsImageToo() throws IOException {
    Project project =
        project(
            """
              web:
                image: "web:1"
                pre_start: [{image: "setup:1", command: [prepare]}]
            """);

    assertThat(texts(NeededImages.of(project, Set.of(), true, USUAL)))
        .containsExactly("web:1 MISSING [web]", "setup:1 MISSING [web]");
  }

  @Test
  void aForcedPolicyIsStrongerThanTheFilesAndTheUsualOneWeaker() throws IOException {
    Project project =
        project(
            """
              web: {image: "web:1", pull_policy: never}
              db: {image: "db:1"}
            """);

    assertThat(
            texts(
                NeededImages.of(
                    project,
                    Set.of(),
                    true,
                    new NeededImages.Policies(Kind.ALWAYS, Optional.empty()))))
        .containsExactly("web:1 NEVER [web]", "db:1 ALWAYS [db]");
    assertThat(
            texts(
                NeededImages.of(
                    project,
                    Set.of(),
                    true,
                    new NeededImages.Policies(Kind.MISSING, Optional.of(Kind.ALWAYS)))))
        .containsExactly("web:1 ALWAYS [web]", "db:1 ALWAYS [db]");
  }
}
