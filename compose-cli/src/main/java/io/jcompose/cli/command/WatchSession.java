package io.jcompose.cli.command;

import io.jcompose.cli.exit.Interrupts;
import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.watch.ProjectWatch;
import io.jcompose.cli.watch.WatchListener;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Project;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.host.Threads;
import io.jcompose.scheduler.graph.DependencyGraph;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Watches a project's files while a command lasts, and says on standard error what it does. */
final class WatchSession implements AutoCloseable {
  private final Tools tools;
  private final ProjectWatch watch;
  private final Actor actor;
  private final Thread thread = new Thread(this::runInBackground, "jcompose-watch");

  private WatchSession(Tools tools, ProjectWatch watch, Actor actor) {
    this.tools = tools;
    this.watch = watch;
    this.actor = actor;
    thread.setDaemon(true);
  }

  /**
   * Prepares to watch for services and what they depend on; checks all that can be before anything
   * is started.
   *
   * @param services none means all
   * @throws JcomposeException if there is nothing to watch
   */
  static WatchSession of(Tools tools, Project project, Set<ServiceName> services, Actor actor) {
    return new WatchSession(
        tools, ProjectWatch.of(project, withDependencies(project, services)), actor);
  }

  private static Set<ServiceName> withDependencies(Project project, Set<ServiceName> services) {
    Map<ServiceName, Set<ServiceName>> edges = new LinkedHashMap<>();
    project
        .services()
        .forEach(
            (name, service) ->
                edges.put(
                    name,
                    service.dependencies().stream()
                        .map(Dependency::service)
                        .filter(project.services()::containsKey)
                        .collect(Collectors.toSet())));
    return services.isEmpty()
        ? edges.keySet()
        : DependencyGraph.of(edges).withDependencies(services);
  }

  /** Watches until Ctrl-C, or until the calling thread is interrupted. */
  void runUntilInterrupted() {
    Thread self = Thread.currentThread();
    try {
      var unused =
          Interrupts.during(
              () -> {
                run();
                return Thread.interrupted();
              },
              self::interrupt);
    } finally {
      Thread.interrupted(); // what follows is not to end early
    }
  }

  /** Begins to watch, on a thread of its own. */
  void start() {
    thread.start();
  }

  /** Ends what {@link #start} began, without waiting; a second call does nothing. */
  void stop() {
    thread.interrupt();
  }

  /** Ends what {@link #start} began, if it did. */
  @Override
  public void close() {
    stop();
    Threads.awaitEnd(thread);
  }

  private void run() {
    watch.run(tools.runtime().get(), actor, new Listener());
    new Listener().told("Watch disabled");
  }

  /** What else goes on is not to end because of this. */
  private void runInBackground() {
    try {
      run();
    } catch (JcomposeException e) {
      new Listener().failed(e);
      new Listener().told("Watch disabled");
    }
  }

  /** Shows what is done on the console. */
  private final class Listener implements WatchListener {
    @Override
    public void told(String sentence) {
      if (tools.appearance().progress() != Appearance.Progress.QUIET) {
        tools.console().errorLine(sentence);
      }
    }

    @Override
    public void warned(String warning) {
      tools.console().errorLine("warning: " + warning);
    }

    @Override
    public void failed(JcomposeException failure) {
      var unused = new FailureReport(tools.console()).failure(failure, tools.options().debug());
    }

    @Override
    public OutputStream output() {
      return tools.console().outStream();
    }

    @Override
    public OutputStream errors() {
      return tools.console().errorStream();
    }
  }
}
