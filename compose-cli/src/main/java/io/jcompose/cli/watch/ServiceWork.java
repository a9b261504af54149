package io.jcompose.cli.watch;

import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ServiceName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What changes lead to for one service: files are copied first, then its containers are restarted,
 * then programs are run in them; each once, however many files and rules ask for it.
 */
record ServiceWork(ServiceName service, List<Copied> copies, boolean restart, List<Hook> programs) {
  ServiceWork {
    copies = List.copyOf(copies);
    programs = List.copyOf(programs);
  }

  /** The changes that one rule carries over. */
  record Copied(Rule rule, NavigableSet<Path> touched, NavigableSet<Path> removed) {
    private int size() {
      NavigableSet<Path> all = new TreeSet<>(touched);
      all.addAll(removed);
      return all.size();
    }
  }

  /** Returns how many changes are carried over. */
  int size() {
    return copies.stream().mapToInt(Copied::size).sum();
  }

  /** Decides. Services that nothing is done for are not listed. */
  static List<ServiceWork> of(List<Rule> rules, Changes changes) {
    Map<ServiceName, List<Rule>> concerned = new LinkedHashMap<>();
    Map<Rule, Copied> all = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Copied mine =
          new Copied(
              rule, concerning(rule, changes.touched()), concerning(rule, changes.removed()));
      if (mine.size() > 0) {
        all.put(rule, mine);
        concerned.computeIfAbsent(rule.service(), any -> new ArrayList<>()).add(rule);
      }
    }
    List<ServiceWork> work = new ArrayList<>();
    concerned.forEach((service, mine) -> work.add(of(service, mine, all)));
    return work;
  }

  private static ServiceWork of(
      ServiceName service, List<Rule> concerned, Map<Rule, Copied> changes) {
    return new ServiceWork(
        service,
        concerned.stream().filter(Rule::copies).map(changes::get).toList(),
        concerned.stream().anyMatch(Rule::restarts),
        concerned.stream().flatMap(rule -> rule.exec().stream()).toList());
  }

  private static NavigableSet<Path> concerning(Rule rule, NavigableSet<Path> paths) {
    NavigableSet<Path> mine = new TreeSet<>();
    paths.stream().filter(rule::concerns).forEach(mine::add);
    return mine;
  }

  /** Returns what is done in one line, the same for the same changes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(service.value());
    for (Copied copied : copies) {
      copied.removed().forEach(file -> text.append(" -").append(copied.rule().targetOf(file)));
      copied.touched().forEach(file -> text.append(" +").append(copied.rule().targetOf(file)));
    }
    if (restart) {
      text.append(" restart");
    }
    programs.forEach(
        program ->
            text.append(" exec ").append(String.join(" ", program.command().orElse(List.of()))));
    return text.toString();
  }
}
