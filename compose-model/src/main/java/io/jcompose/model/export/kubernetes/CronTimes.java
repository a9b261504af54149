package io.jcompose.model.export.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The times at which a CronJob runs: five fields, or a word.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax">schedules
 *     of CronJobs</a>
 */
final class CronTimes {
  private static final Set<String> WORDS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

  private static final Pattern ITEM =
      Pattern.compile(
          "(?:\\*|\\?|[0-9]{1,2}(?:-[0-9]{1,2})?|[A-Za-z]{3}(?:-[A-Za-z]{3})?)"
              + "(?:/[0-9]{1,2})?");

  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of the month", "month", "day of the week");

  private CronTimes() {}

  /** Returns why Kubernetes would refuse {@code times}; empty if it does not. */
  static Optional<String> fault(String times) {
    if (WORDS.contains(times)) {
      return Optional.empty();
    }
    List<String> fields = List.of(times.strip().split("\\s+"));
    if (fields.size() != FIELDS.size()) {
      return Optional.of("it has %d fields, not 5 as in '0 3 * * *'".formatted(fields.size()));
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      for (String item : fields.get(i).split(",", -1)) {
        if (!ITEM.matcher(item).matches()) {
          return Optional.of("'" + item + "' is no " + FIELDS.get(i));
        }
      }
    }
    return Optional.empty();
  }
}
