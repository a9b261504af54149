package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.OnUnhealthy;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Health checks. Podman takes a list in JSON for a program with its arguments; but one that begins
 * with {@code CMD} it takes for a text, and one of a single word for a shell's.
 */
final class HealthKeys {
  private static final String HEALTHCHECK = "healthcheck";
  private static final String CMD = "CMD";
  private static final String SHELL = "CMD-SHELL";
  private static final Set<String> KEYWORDS = Set.of(CMD, SHELL, "NONE");

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  HealthKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    Healthcheck check = container.healthcheck();
    if (check.disabled()) {
      draft.plain("HealthCmd", "none");
      return;
    }
    check.test().ifPresent(this::test);
    boolean timed =
        check.interval().isPresent()
            || check.timeout().isPresent()
            || check.startPeriod().isPresent()
            || check.retries().isPresent();
    if (check.test().isEmpty() && timed) {
      draft.unsaid("podman takes times only with a 'test'; the image's own stay", HEALTHCHECK);
      return;
    }
    check.interval().ifPresent(it -> draft.plain("HealthInterval", Times.text(it)));
    check.timeout().ifPresent(it -> draft.plain("HealthTimeout", Times.text(it)));
    check.startPeriod().ifPresent(it -> draft.plain("HealthStartPeriod", Times.text(it)));
    check.retries().ifPresent(it -> draft.plain("HealthRetries", it.toString()));
    if (check.startInterval().isPresent()) {
      draft.unsaid(
          "podman probes in one interval from the start on", HEALTHCHECK, "start_interval");
    }
    onUnhealthy();
  }

  private void onUnhealthy() {
    OnUnhealthy choice = export.service(container).deployment().onUnhealthy();
    if (choice == OnUnhealthy.RESTART) {
      draft.comment("x-jcompose: on-unhealthy: restart; systemd starts it again");
      draft.plain("HealthOnFailure", "kill");
    }
  }

  private void test(List<String> test) {
    List<String> words = test.subList(1, test.size());
    if (test.get(0).equals(SHELL)) {
      draft.main().set("HealthCmd", QuadletText.json(List.of(SHELL, String.join(" ", words))));
    } else if (words.size() == 1) {
      single(words.get(0));
    } else if (KEYWORDS.contains(words.get(0).toUpperCase(Locale.ROOT))) {
      draft.fault("podman takes '" + words.get(0) + "' for a word of its own", HEALTHCHECK, "test");
    } else {
      draft.main().set("HealthCmd", QuadletText.json(words));
    }
  }

  private void single(String program) {
    boolean word = program.chars().noneMatch(Character::isWhitespace) && !program.isEmpty();
    if (word) {
      draft.main().set("HealthCmd", QuadletText.escaped(CMD + " " + program));
    } else {
      draft.fault(
          "podman has no words for a program alone whose name has a blank", HEALTHCHECK, "test");
    }
  }
}
