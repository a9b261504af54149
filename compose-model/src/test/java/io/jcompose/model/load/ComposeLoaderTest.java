package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeLoaderTest {
  static final String GOGS =
      """
      services:
        gogs:
          image: docker.io/gogs/gogs:0.12
          container_name: gogs
          restart: always
          volumes:
            - "./gogs-data/gogs:/data:Z"
          environment:
            - GOGS_CUSTOM=/data/gogs
            - EMPTY=
          ports:
            - "10022:22"
            - "10800:3000"
          links:
            - postgres
        postgres:
          image: docker.io/library/postgres:14.1-bullseye
          container_name: postgres
          volumes:
            - "./gogs-data/postgres:/var/lib/postgresql/data:Z"
          environment:
            - POSTGRES_USER=gogs
            - POSTGRES_PASSWORD=gogs
          ports:
            - "5432:5432"
      """;

  private final MemorySources sources = new MemorySources();

  @Test
  void theGogsSampleIsLoadedWithEverythingItSays() {
    sources.with("/srv/forge/compose.yaml", GOGS);

    Project project = load().project();

    assertThat(project.name().value()).isEqualTo("forge");
    assertThat(project.directory()).isEqualTo("/srv/forge");
    assertThat(project.files()).containsExactly("/srv/forge/compose.yaml");
    Service gogs = service(project, "gogs");
    assertThat(gogs.place()).hasToString("compose.yaml:2:3");
    assertThat(gogs.image()).contains(new ImageReference("docker.io/gogs/gogs:0.12"));
    assertThat(gogs.containerName()).hasToString("Optional[gogs]");
    assertThat(gogs.restart()).hasToString("always");
    assertThat(gogs.mounts())
        .containsExactly(
            new Mount.Bind(
                "/srv/forge/gogs-data/gogs",
                "/data",
                false,
                true,
                Optional.empty(),
                Optional.of("Z")));
    assertThat(gogs.process().environment().values())
        .containsExactly(Map.entry("GOGS_CUSTOM", "/data/gogs"), Map.entry("EMPTY", ""));
    assertThat(gogs.network().ports())
        .extracting(PortMapping::toString)
        .containsExactly("10022:22/tcp", "10800:3000/tcp");
    assertThat(gogs.dependencies())
        .containsExactly(
            new Dependency(new ServiceName("postgres"), Dependency.Condition.STARTED, true, true));
    assertThat(service(project, "postgres").dependencies()).isEmpty();
  }

  private LoadedProject load(String... files) {
    LoadRequest request = LoadRequest.in("/srv/forge", Map.of("HOME", "/root"));
    return new ComposeLoader(sources).load(request.withFiles(List.of(files)));
  }

  private static Service service(Project project, String name) {
    return Optional.ofNullable(project.services().get(new ServiceName(name))).orElseThrow();
  }
}
