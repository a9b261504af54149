package io.jcompose.model.export.systemd;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What units are to be like, besides what the plan says.
 *
 * @param program the words that start jcompose, the first an absolute path
 * @param projectWords the words between these and the command that say how the files are read,
 *     besides the files themselves, the directory and the name: {@code --profile x}
 * @param perService whether each service has a unit of its own
 * @param prefix what names of units begin with; empty for nothing
 * @param separator what stands between the parts of names
 * @param name what stands for the project in names, which may be nothing; the project's own name if
 *     it is not given
 * @param restart when systemd starts the supervisor again
 * @param startTimeout how long a start may take; empty to count it from the plan
 * @param stopTimeout how long a stop may take; empty to count it from the plan
 * @param wants units that the project's is to start with it
 * @param after units that the project's is to start after
 * @param requires units without which the project's is not to start
 * @param environment variables of jcompose itself; everybody on the host can read them
 * @param template whether units stand for any number of projects, {@code shop-%i}
 * @param user whether they are for the manager of a user
 */
public record UnitOptions(
    List<String> program,
    List<String> projectWords,
    boolean perService,
    String prefix,
    String separator,
    Optional<String> name,
    Restart restart,
    Optional<Duration> startTimeout,
    Optional<Duration> stopTimeout,
    List<String> wants,
    List<String> after,
    List<String> requires,
    Map<String, String> environment,
    boolean template,
    boolean user) {
  /** What names begin with where nobody says anything else. */
  public static final String USUAL_PREFIX = "jcompose";

  public UnitOptions {
    program = List.copyOf(program);
    projectWords = List.copyOf(projectWords);
    wants = List.copyOf(wants);
    after = List.copyOf(after);
    requires = List.copyOf(requires);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Returns these options for the manager of a user, or of the system. */
  public UnitOptions withUser(boolean changed) {
    return new UnitOptions(
        program,
        projectWords,
        perService,
        prefix,
        separator,
        name,
        restart,
        startTimeout,
        stopTimeout,
        wants,
        after,
        requires,
        environment,
        template,
        changed);
  }

  /** When systemd starts again what ended; {@code Restart=} of systemd.service(5). */
  public enum Restart {
    NO,
    ON_SUCCESS,
    ON_FAILURE,
    ON_ABNORMAL,
    ON_WATCHDOG,
    ON_ABORT,
    ALWAYS;

    /** Returns it as systemd writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
