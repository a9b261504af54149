package io.jcompose.scheduler.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that need the root user. For others they are reported as skipped, with the reason; in
 * CI ({@code CI=true}) they run and fail, so that a green build never hides them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("privileged")
@ExtendWith(Privileged.RootOrContinuousIntegration.class)
public @interface Privileged {

  /** Lets the test run for root, and in CI for everybody. */
  final class RootOrContinuousIntegration implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (System.getProperty("user.name", "").equals("root")) {
        return ConditionEvaluationResult.enabled("run by root");
      }
      return "true".equals(System.getenv("CI"))
          ? ConditionEvaluationResult.enabled("CI runs everything")
          : ConditionEvaluationResult.disabled("makes namespaces and mounts: run it as root");
    }
  }
}
