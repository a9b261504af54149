package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.project;
import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
  @Test
  void containersAreNamedAfterProjectAndServiceUnlessTheFileNamesThem() {
    PodPlan plan = plan(project(service("web"), service("db").containerName("database")));

    assertThat(plan.containers())
        .extracting(container -> container.name().value())
        .containsExactly("shop-web-1", "database");
    assertThat(plan.pods()).extracting(pod -> pod.name().value()).containsExactly("shop-infra");
  }

  @Test
  void servicesAliasesContainerNamesAndHostNamesAllMeanThePod() {
    PodPlan plan =
        plan(
            project(
                service("web").hostname("www").link("db", "postgres").after("db"),
                service("db").containerName("database")));

    assertThat(plan.pods().get(0).names())
        .containsExactly(
            "database", "db", "db-1", "postgres", "shop-db-1", "shop-web-1", "web", "www");
  }

  @Test
  void containersBeforeAStartAreLikeTheFirstReplicaButForWhatTheySay() {
    PodPlan plan =
        FilePlan.of(
            """
            services:
              web:
                image: site
                entrypoint: /serve
                command: all
                user: www
                ports: ["8080:80"]
                volumes: ["data:/data"]
                environment: {URL: there, MODE: serve}
                restart: always
                depends_on: [db]
                pre_start:
                  - command: migrate now
                    environment: {MODE: migrate}
                  - image: tools
                    command: [check]
                    user: root
              db:
                image: data
            volumes:
              data:
            """);

    assertThat(plan.containers())
        .extracting(container -> container.name().value(), ContainerPlan::number)
        .containsExactly(
            tuple("app-db-1", 1),
            tuple("app-web-pre-start-1", -1),
            tuple("app-web-pre-start-2", -2),
            tuple("app-web-1", 1));
    ContainerPlan own = plan.containers().get(1);
    ContainerPlan other = plan.containers().get(2);
    ContainerPlan replica = plan.containers().get(3);
    assertThat(own.isPreStart()).isTrue();
    assertThat(own.image()).isEqualTo(replica.image());
    assertThat(own.process().entrypoint()).isEmpty();
    assertThat(own.process().command()).hasValue(List.of("migrate", "now"));
    assertThat(own.process().user()).hasValue("www");
    assertThat(own.process().environment().values())
        .containsExactly(Map.entry("URL", "there"), Map.entry("MODE", "migrate"));
    assertThat(own.network().ports()).isEmpty();
    assertThat(own.mounts()).isEqualTo(replica.mounts());
    assertThat(own.pod()).isEqualTo(replica.pod());
    assertThat(own.restart()).isEqualTo(RestartPolicy.NO);
    assertThat(own.dependencies()).isEqualTo(replica.dependencies());
    assertThat(own.configHash()).isEqualTo(replica.configHash());
    assertThat(other.image()).isEqualTo(new ImageReference("tools"));
    assertThat(other.process().user()).hasValue("root");
  }

  @Test
  void aServiceWithSeveralReplicasIsPreparedOnceAndOneWithoutNever() {
    String text =
        """
        services:
          web:
            image: site
            scale: %d
            pre_start: [{command: migrate}]
          db:
            image: data
        """;

    assertThat(FilePlan.of(text.formatted(2)).containers())
        .extracting(container -> container.name().value())
        .containsExactly("app-web-pre-start-1", "app-web-1", "app-web-2", "app-db-1");
    assertThat(FilePlan.of(text.formatted(0)).containers())
        .extracting(container -> container.name().value())
        .containsExactly("app-db-1");
  }

  static Stream<Arguments> orders() {
    return Stream.of(
        Arguments.of("no dependency", project(service("c"), service("a"), service("b")), "c a b"),
        Arguments.of(
            "one waits for a later one",
            project(service("web").after("db"), service("cache"), service("db")),
            "db web cache"),
        Arguments.of(
            "a diamond",
            project(
                service("top").after("left").after("right"),
                service("right").after("bottom"),
                service("left").after("bottom"),
                service("bottom")),
            "bottom left right top"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("orders")
  void dependenciesComeFirstAndElseTheOrderOfTheFileHolds(
      String name, Project project, String order) {
    assertThat(plan(project).containers())
        .as(name)
        .extracting(container -> container.service().value())
        .containsExactly(order.split(" "));
  }

  @Test
  void anOptionalDependencyOnAServiceOfAnotherProfileIsLeftOut() {
    PodPlan plan =
        plan(project(service("web").after("debug", Dependency.Condition.STARTED, false)));

    assertThat(plan.containers().get(0).dependencies()).isEmpty();
  }

  @Test
  void aCycleIsToldAsAPath() {
    assertThat(
            problems(
                project(
                    service("a").after("b"),
                    service("b").after("c"),
                    service("c").after("b").at(9))))
        .singleElement()
        .hasToString(
            """
            app.yaml:2:3: services.b.depends_on: dependency cycle: b -> c -> b
                hint: take one of these dependencies out""");
  }

  @Test
  void usedVolumesAreInThePlanOnceWithTheirLabels() {
    Mount data = new Mount.Volume(new VolumeName("shop_data"), "/data", false, false);

    PodPlan plan = plan(project(service("a").mount(data), service("b").mount(data)));

    assertThat(plan.volumes())
        .containsExactly(
            new VolumePlan(
                new VolumeName("shop_data"), plan.project(), false, Map.of("kept", "yes")));
  }

  @Test
  void aServiceThatIsScaledToNoneIsKnownWithoutAContainer() {
    PodPlan plan = FilePlan.of("services: {a: {image: x}, b: {image: x, scale: 0}}");

    assertThat(plan.idle()).containsExactly(new ServiceName("b"));
    assertThat(plan.services()).containsExactly(new ServiceName("a"), new ServiceName("b"));
  }

  @Test
  void portsOfTwoProtocolsAreTwoPorts() {
    PodPlan plan =
        plan(project(service("a").expose(53), service("b").publish("", 53, 53, 53, Protocol.UDP)));

    assertThat(plan.pods().get(0).ports())
        .extracting(port -> port.service() + " " + port.mapping())
        .containsExactly("b 53:53/udp");
  }

  @ParameterizedTest
  @CsvSource({
    "'',        '',        true",
    "'',        127.0.0.1, true",
    "0.0.0.0,   127.0.0.1, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0,   ::1,       false",
    "::,        ::1,       true",
    "::,        0.0.0.0,   false",
  })
  void oneHostPortCannotBePublishedTwiceOnOneAddress(String one, String other, boolean refused) {
    Project project =
        project(
            service("a").publish(one, 8080, 8080, 80, Protocol.TCP),
            service("b").publish(other, 8080, 8080, 81, Protocol.TCP));

    assertThat(problems(project)).hasSize(refused ? 1 : 0);
  }

  @Test
  void theSecondToPublishAHostPortIsToldWhoWasFirst() {
    assertThat(problems(project(service("a").publish(80, 80), service("b").publish(80, 81))))
        .singleElement()
        .hasToString(
            """
            app.yaml:2:3: services.b.ports: '80:81/tcp' takes the host port that service 'a' \
            publishes with '80:80/tcp'
                hint: change the left number of one of the two""");
  }

  @Test
  void aRangeOfHostPortsLeavesAChoiceAndCollidesWithNothing() {
    assertThat(
            problems(
                project(
                    service("a").publish("", 8000, 8009, 80, Protocol.TCP),
                    service("b").publish("", 8000, 8009, 81, Protocol.TCP),
                    service("c").publish(8000, 82))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "same,       same,       container name 'same' is already that of service 'a'",
    "shop-b-1,   '',         container name 'shop-b-1' is already that of service 'a'",
    "shop-infra, other,      container name 'shop-infra' is already that of a pod's infra container",
  })
  void aContainerNameBelongsToOne(String first, String second, String message) {
    ServiceBuilder b = service("b");
    Project project =
        project(service("a").containerName(first), second.isEmpty() ? b : b.containerName(second));

    assertThat(problems(project)).extracting(Problem::message).containsExactly(message);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Project project =
        project(
            service("a").publish(80, 80).containerName("same").after("b"),
            service("b").publish(80, 80).containerName("same").after("a"));

    assertThat(problems(project)).hasSize(3);
  }

  private static PodPlan plan(Project project) {
    return new Planner(ImageFacts.NONE).plan(project);
  }

  private static List<Problem> problems(Project project) {
    return problems(new Planner(ImageFacts.NONE), project);
  }

  @Test
  void mountsThatNoRuntimeOfThisHostMakesAreRefused() {
    assertThat(
            problems(
                new Planner(ImageFacts.NONE),
                project(
                    service("web")
                        .mount(new Mount.Image("assets:1", "/assets", Optional.empty()))
                        .mount(new Mount.ClusterVolume("fast", "/fast", false))
                        .mount(new Mount.NamedPipe("pipe", "/pipe")))))
        .extracting(Problem::message)
        .containsExactly(
            "an image cannot be mounted at /assets",
            "a cluster's volume cannot be mounted at /fast",
            "a named pipe of Windows cannot be mounted at /pipe");
  }

  private static List<Problem> problems(Planner planner, Project project) {
    try {
      PodPlan plan = planner.plan(project);
      assertThat(plan).isNotNull();
      return List.of();
    } catch (InvalidComposeFileException e) {
      return e.problems();
    }
  }
}
