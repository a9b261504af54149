package io.jcompose.cli.command;

import io.jcompose.cli.supervisor.Request;
import io.jcompose.model.error.JcomposeException;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.scheduler.event.ContainerAction;
import io.jcompose.scheduler.event.EventSink;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the project's supervisor know what this command does to a container by itself, for those who
 * follow {@code events}. If there is nobody to know it, that is no failure.
 */
final class EventReport {
  private static final int ID_BYTES = 32;

  private final Tools tools;
  private final ProjectName project;
  private final ContainerName container;

  EventReport(Tools tools, ProjectName project, ContainerName container) {
    this.tools = tools;
    this.project = project;
    this.container = container;
  }

  /** A further program in a container, whose beginning has been told. */
  @FunctionalInterface
  interface Program {
    /** Tells its end. */
    void ended(int code);
  }

  /** Tells that a further program begins. */
  Program begun(List<String> words) {
    byte[] random = new byte[ID_BYTES];
    new SecureRandom().nextBytes(random);
    Map<String, String> id = Map.of("execID", HexFormat.of().formatHex(random));
    Optional<String> text = Optional.of(String.join(" ", words));
    tell(
        new Request.Note.Entry(ContainerAction.EXEC_CREATE, text, id),
        new Request.Note.Entry(ContainerAction.EXEC_START, text, id));
    return code ->
        tell(
            new Request.Note.Entry(
                ContainerAction.EXEC_DIE,
                Optional.empty(),
                Map.of("execID", id.get("execID"), "exitCode", Integer.toString(code))));
  }

  /** Tells that this command's streams are joined to the container's. */
  void attached() {
    tell(new Request.Note.Entry(ContainerAction.ATTACH, Optional.empty(), Map.of()));
  }

  /** Tells that they have been parted by the keys for that. */
  void detached() {
    tell(new Request.Note.Entry(ContainerAction.DETACH, Optional.empty(), Map.of()));
  }

  private void tell(Request.Note.Entry... entries) {
    try {
      tools
          .supervisors()
          .ask(project, new Request.Note(container, List.of(entries)), EventSink.SILENT);
    } catch (JcomposeException e) {
      // the container or the supervisor is gone: so are those who would read it
    }
  }
}
