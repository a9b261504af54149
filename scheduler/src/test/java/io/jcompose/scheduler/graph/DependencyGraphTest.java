package io.jcompose.scheduler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
  private static final ServiceName WEB = new ServiceName("web");
  private static final ServiceName APP = new ServiceName("app");
  private static final ServiceName CACHE = new ServiceName("cache");
  private static final ServiceName DB = new ServiceName("db");

  @Test
  void servicesComeAfterWhatTheyDependOnInGroups() {
    DependencyGraph graph = DependencyGraph.of(diamond());

    assertThat(graph.levels()).containsExactly(List.of(DB), List.of(APP, CACHE), List.of(WEB));
    assertThat(graph.order()).containsExactly(DB, APP, CACHE, WEB);
    assertThat(graph.reverseOrder()).containsExactly(WEB, CACHE, APP, DB);
  }

  @Test
  void aSelectionGrowsByWhatItDependsOnOrByWhoDependsOnIt() {
    DependencyGraph graph = DependencyGraph.of(diamond());

    assertThat(graph.withDependencies(List.of(APP))).containsExactly(APP, DB);
    assertThat(graph.withDependents(List.of(CACHE))).containsExactly(CACHE, WEB);
  }

  @Test
  void aDependencyOnAServiceThatIsNotHereIsLeftOut() {
    DependencyGraph graph = DependencyGraph.of(Map.of(WEB, List.of(DB)));

    assertThat(graph.order()).containsExactly(WEB);
    assertThat(graph.dependenciesOf(WEB)).isEmpty();
  }

  @Test
  void aCircleIsToldAsAPath() {
    Map<ServiceName, List<ServiceName>> circle = circle();

    assertThatThrownBy(() -> DependencyGraph.of(circle))
        .isInstanceOf(DependencyCycleException.class)
        .hasMessage("dependency cycle detected: app -> cache -> db -> app");
  }

  @Test
  void aCircleThatStandsOnTheHostIsCutOpen() {
    assertThat(DependencyGraph.withoutCircles(circle()).order())
        .containsExactlyInAnyOrder(WEB, APP, CACHE, DB);
  }

  private static Map<ServiceName, List<ServiceName>> diamond() {
    Map<ServiceName, List<ServiceName>> services = new LinkedHashMap<>();
    services.put(WEB, List.of(APP, CACHE));
    services.put(APP, List.of(DB));
    services.put(CACHE, List.of(DB));
    services.put(DB, List.of());
    return services;
  }

  private static Map<ServiceName, List<ServiceName>> circle() {
    Map<ServiceName, List<ServiceName>> services = new LinkedHashMap<>();
    services.put(WEB, List.of(APP));
    services.put(APP, List.of(CACHE));
    services.put(CACHE, List.of(DB));
    services.put(DB, List.of(APP));
    return services;
  }
}
