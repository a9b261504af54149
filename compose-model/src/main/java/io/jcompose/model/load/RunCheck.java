package io.jcompose.model.load;

import io.jcompose.model.error.Problem;
import java.util.List;

/**
 * What stands between a loaded project and running it.
 *
 * @param illegal values that Compose accepts and no engine does
 * @param unsupported keys that jcompose does not honour
 * @param withoutEffect keys that do nothing on one host
 */
record RunCheck(List<Problem> illegal, List<Problem> unsupported, List<Problem> withoutEffect) {
  RunCheck {
    illegal = List.copyOf(illegal);
    unsupported = List.copyOf(unsupported);
    withoutEffect = List.copyOf(withoutEffect);
  }
}
