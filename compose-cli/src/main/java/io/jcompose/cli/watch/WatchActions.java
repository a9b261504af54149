package io.jcompose.cli.watch;

import io.jcompose.cli.supervisor.Actor;
import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Hook;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.ActionResult.Failure;
import io.jcompose.scheduler.RestartOptions;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExecSpec;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carries out what changes lead to, in the containers that a service has by then. What fails is
 * told; the rest is done.
 */
final class WatchActions {
  private final ProjectName project;
  private final ContainerRuntime runtime;
  private final Actor actor;
  private final WatchListener listener;

  WatchActions(ProjectName project, ContainerRuntime runtime, Actor actor, WatchListener listener) {
    this.project = project;
    this.runtime = runtime;
    this.actor = actor;
    this.listener = listener;
  }

  /** Copies what is there at first; an interrupt ends it early. */
  void begin(List<ServiceWork> work) {
    for (ServiceWork one : work) {
      listener.told("Syncing service \"" + one.service() + "\" at first");
      attempt(() -> sync(one));
    }
  }

  /** Carries all of it out; an interrupt ends it early. */
  void perform(List<ServiceWork> work) {
    for (ServiceWork one : work) {
      if (!one.copies().isEmpty()) {
        listener.told(
            "Syncing service \"" + one.service() + "\" after " + count(one.size()) + " detected");
        attempt(() -> sync(one));
      }
    }
    Set<ServiceName> restarted = new TreeSet<>();
    work.stream().filter(ServiceWork::restart).map(ServiceWork::service).forEach(restarted::add);
    if (!restarted.isEmpty()) {
      attempt(() -> restart(restarted));
    }
    for (ServiceWork one : work) {
      one.programs().forEach(program -> attempt(() -> run(one.service(), program)));
    }
  }

  /**
   * Does a part of the work, unless interrupted; what fails because of an interrupt is not told.
   */
  private void attempt(Runnable part) {
    if (isInterrupted()) {
      return;
    }
    try {
      part.run();
    } catch (JcomposeException e) {
      keepInterrupt(e);
      if (!isInterrupted()) {
        listener.failed(e);
      }
    }
  }

  private static String count(int changes) {
    return changes == 1 ? "1 change was" : changes + " changes were";
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  private List<ContainerStatus> replicas(ServiceName service) {
    return runtime.containers().list(project).stream()
        .filter(container -> isReplica(container.spec().plan(), service))
        .toList();
  }

  private static boolean isReplica(ContainerPlan plan, ServiceName service) {
    return plan.service().equals(service) && !plan.isOneOff() && !plan.isPreStart();
  }

  private void sync(ServiceWork work) {
    for (ContainerStatus container : replicas(work.service())) {
      for (ServiceWork.Copied copied : work.copies()) {
        attempt(() -> sync(container.name(), copied));
      }
    }
  }

  private void sync(ContainerName container, ServiceWork.Copied copied) {
    try {
      new ContainerSync(runtime.files(), container, listener::warned).sync(copied);
    } catch (RuntimeFailure e) {
      // one that was removed or made anew meanwhile gets later changes
      if (isInterrupted() || runtime.containers().find(container).isPresent()) {
        throw e;
      }
    } catch (IOException e) {
      throw new WatchFailure(
          "cannot copy from " + copied.rule().path() + ": " + e.getMessage(),
          "see with 'ls -l' whether it can be read",
          e);
    }
  }

  /** A stream that is read tells of an interrupt by its failure, and clears the flag. */
  private static void keepInterrupt(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void restart(Set<ServiceName> services) {
    ActionResult result =
        actor.perform(
            new Request.Restart(new RestartOptions(services, Optional.empty(), true)),
            EventSink.SILENT);
    for (Failure failure : result.failures()) {
      listener.failed(
          new WatchFailure(failure.object() + ": " + failure.message(), failure.hint()));
    }
    if (result.succeeded()) {
      listener.told("service(s) " + quoted(services) + " restarted");
    }
  }

  private static List<String> quoted(Set<ServiceName> services) {
    return services.stream().map(service -> "\"" + service + "\"").toList();
  }

  private void run(ServiceName service, Hook program) {
    for (ContainerStatus container : replicas(service)) {
      if (container.running()) {
        attempt(() -> run(container.name(), program));
      }
    }
  }

  private void run(ContainerName container, Hook program) {
    List<String> command = program.command().orElseThrow();
    int code =
        runtime
            .containers()
            .exec(
                container,
                new ExecSpec(
                    command,
                    program.environment().values(),
                    program.user(),
                    program.workingDirectory(),
                    new ExecSpec.Streams.Piped(
                        InputStream.nullInputStream(), listener.output(), listener.errors()),
                    program.privileged()));
    if (code != 0) {
      throw new WatchFailure(
          "'" + String.join(" ", command) + "' ended with code " + code + " in " + container,
          "see what it wrote; the next change runs it again");
    }
  }
}
