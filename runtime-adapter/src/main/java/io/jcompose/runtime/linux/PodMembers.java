package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.StateStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which containers are in a pod, and their ids. Read once and remembered: each container of a big
 * pod asks for all others. Safe to use from several threads.
 */
final class PodMembers {
  private final StateStore state;
  private final Map<ProjectName, Map<ContainerName, Member>> known = new ConcurrentHashMap<>();

  PodMembers(StateStore state) {
    this.state = state;
  }

  /** A container that is there, whether or not it runs. */
  record Member(ContainerName name, ContainerName pod, String shortId) {
    private static Member of(ContainerRecord container) {
      ContainerPlan plan = container.spec().plan();
      return new Member(plan.name(), plan.pod(), container.shortId());
    }
  }

  /** Returns the containers of a pod, sorted by name. */
  List<Member> of(PodKey pod) {
    return project(pod.project()).values().stream()
        .filter(member -> member.pod().equals(pod.infra()))
        .toList();
  }

  private Map<ContainerName, Member> project(ProjectName project) {
    return known.computeIfAbsent(project, this::read);
  }

  private Map<ContainerName, Member> read(ProjectName project) {
    Map<ContainerName, Member> members = new ConcurrentSkipListMap<>();
    for (ContainerHome home : state.project(project).containers()) {
      home.container().map(Member::of).ifPresent(member -> members.put(member.name(), member));
    }
    return members;
  }

  /** Adds a container that has been recorded. */
  void add(ContainerRecord container) {
    Member member = Member.of(container);
    project(container.spec().plan().project()).put(member.name(), member);
  }

  /** Removes a container whose record is gone. */
  void remove(ContainerHome home) {
    project(home.project()).remove(home.name());
  }

  /** Forgets a project, of which other processes may have made something else. */
  void forget(ProjectName project) {
    known.remove(project);
  }
}
