package io.jcompose.runtime.image;

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
 * Marks tests that make files of other owners, device nodes and trusted attributes. Others than
 * root see them skipped with the reason; in CI they run and fail.
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
          : ConditionEvaluationResult.disabled("makes device nodes: run it as root");
    }
  }
}
