package io.jcompose.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.project.Develop.Action;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ServiceName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceWorkTest {
  private static final List<Rule> RULES =
      List.of(
          rule("web", "/p/src", Action.SYNC, "/app", List.of(), List.of("gen/", "*.tmp")),
          rule("web", "/p/conf", Action.SYNC_AND_RESTART, "/etc/web", List.of(), List.of()),
          rule("web", "/p/conf/extra", Action.SYNC_AND_RESTART, "/extra", List.of(), List.of()),
          rule("job", "/p/src", Action.SYNC_AND_EXEC, "/job/", List.of("**/*.py"), List.of()),
          rule("db", "/p/schema.sql", Action.RESTART, "/", List.of(), List.of()));

  private static Rule rule(
      String service,
      String path,
      Action action,
      String target,
      List<String> include,
      List<String> ignore) {
    Path directory = Path.of(path);
    Hook hook =
        new Hook(
            Optional.of(List.of("reload", "now")),
            Optional.empty(),
            false,
            Optional.empty(),
            Environment.EMPTY);
    return new Rule(
        new ServiceName(service),
        directory,
        action,
        Path.of(target),
        action == Action.SYNC_AND_EXEC ? Optional.of(hook) : Optional.empty(),
        new PathFilter(
            include.isEmpty()
                ? Optional.empty()
                : Optional.of(PathFilter.Patterns.of(directory, include)),
            List.of(
                PathFilter.Patterns.passing(directory), PathFilter.Patterns.of(directory, ignore))),
        false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +/p/src/a.js                      | web +/app/a.js
          -/p/src/a.js                      | web -/app/a.js
          +/p/src/d/a.js +/p/src/d          | web +/app/d +/app/d/a.js
          +/p/src/d/a.py                    | web +/app/d/a.py; job +/job/d/a.py exec reload now
          +/p/src/a.py +/p/src/b.py         | web +/app/a.py +/app/b.py; job +/job/a.py +/job/b.py exec reload now
          +/p/src/gen/a.js                  | ''
          +/p/src/gen                       | ''
          +/p/src/a.tmp +/p/src/d/a.tmp     | web +/app/d/a.tmp
          +/p/src/.git/index                | ''
          +/p/src/d/.git/index              | ''
          +/p/src/.a.js.swp +/p/src/a.js~   | ''
          +/p/src/4913 +/p/src/.#a.js       | ''
          +/p/src/.idea/workspace.xml       | ''
          +/p/conf/a +/p/conf/b             | web +/etc/web/a +/etc/web/b restart
          +/p/conf/extra/a                  | web +/etc/web/extra/a +/extra/a restart
          +/p/schema.sql                    | db restart
          -/p/schema.sql                    | db restart
          +/p/src/a.js -/p/schema.sql       | web +/app/a.js; db restart
          +/p/srcs/a.js +/q                 | ''
          """)
  void eachServiceIsGivenItsChangesOnce(String changes, String expected) {
    String decided =
        ServiceWork.of(RULES, new Changes(paths(changes, "+"), paths(changes, "-"))).stream()
            .map(ServiceWork::toString)
            .collect(Collectors.joining("; "));

    assertThat(decided).isEqualTo(expected);
  }

  private static NavigableSet<Path> paths(String changes, String sign) {
    return Arrays.stream(changes.split(" +", -1))
        .filter(change -> change.startsWith(sign))
        .map(change -> Path.of(change.substring(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource({
    "/p/src/gen, true",
    "/p/src/gen/x, true",
    "/p/src, false",
    "/p, false",
    "/p/conf/extra, false",
    "/elsewhere, true",
    "/p/src/.git, true"
  })
  void aDirectoryThatNoRuleIsAboutIsNotWatched(String directory, boolean indifferent) {
    // all but the rule that names what it includes ignore what is generated
    boolean all =
        RULES.stream()
            .filter(rule -> !rule.service().value().equals("job"))
            .allMatch(rule -> rule.isIndifferentTo(Path.of(directory)));

    assertThat(all).isEqualTo(indifferent);
  }
}
