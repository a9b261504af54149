package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigHashTest {
  static Stream<ServiceBuilder> changes() {
    return Stream.of(
        service("web").image("rootfs:/srv"),
        service("web").containerName("www"),
        service("web").entrypoint("/entry"),
        service("web").command("run"),
        service("web").command(),
        service("web").environment(new Environment(Map.of("A", "1"), Set.of())),
        service("web").environment(new Environment(Map.of(), Set.of("A"))),
        service("web").user("1000"),
        service("web").hostname("www"),
        service("web").link("db", "postgres"),
        service("web").mount(new Mount.AnonymousVolume("/data", false)),
        service("web").mount(new Mount.Volume(new VolumeName("shop_data"), "/data", false, false)),
        service("web").security(new SecuritySettings(false, Set.of(), false, Set.of(), true)),
        service("web").healthcheck(every(Duration.ofSeconds(1))),
        service("web").restart(new RestartPolicy(RestartPolicy.Kind.ALWAYS, 0)),
        service("web").labels(Map.of("a", "1")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatMakesAContainerOutOfDateChangesTheHash(ServiceBuilder changed) {
    assertThat(hash(changed)).isNotEqualTo(hash(service("web")));
  }

  @Test
  void everyChangeHasAHashOfItsOwn() {
    assertThat(changes().map(ConfigHashTest::hash)).doesNotHaveDuplicates();
  }

  @Test
  void dependenciesAndThePlaceInTheFileDoNotCount() {
    ServiceBuilder changed = service("web").after("db", Dependency.Condition.STARTED, false).at(77);

    assertThat(hash(changed)).isEqualTo(hash(service("web")));
  }

  @Test
  void theOrderOfVariablesAndLabelsDoesNotCount() {
    Map<String, String> up = new LinkedHashMap<>();
    up.put("A", "1");
    up.put("B", "2");
    Map<String, String> down = new LinkedHashMap<>();
    down.put("B", "2");
    down.put("A", "1");

    assertThat(hash(service("w").labels(up).environment(new Environment(up, Set.of()))))
        .isEqualTo(hash(service("w").labels(down).environment(new Environment(down, Set.of()))));
  }

  @Test
  void theHashIsTheSameInEveryBuildOfThisVersion() {
    // A change here replaces every running container at the next 'up': raise the form's version.
    assertThat(hash(service("web").command("run")))
        .isEqualTo("e1ef19288284b7d263d22478241925522d8f156765e5162343678b609f712bb6");
  }

  private static String hash(ServiceBuilder service) {
    return service.plan().configHash();
  }

  private static Healthcheck every(Duration interval) {
    return new Healthcheck(
        false,
        Optional.empty(),
        Optional.of(interval),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
