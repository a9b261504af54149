package io.jcompose.runtime.linux.netlink;

import io.jcompose.runtime.syscall.Namespaces;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test method in a network namespace made for it, which plays the host: the real host's
 * links, routes and firewall are neither seen nor touched, and all is gone when the test ends.
 *
 * <p>Needs root; without it the tests are skipped, or fail where {@code CI=true}.
 */
public final class OwnNetwork implements InvocationInterceptor, ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (isRoot() || "true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("may make network namespaces");
    }
    return ConditionEvaluationResult.disabled("only root may make network namespaces");
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new IllegalStateException("/proc is not mounted", e);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    proceedInOwnNetwork(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    proceedInOwnNetwork(invocation);
  }

  private static void proceedInOwnNetwork(Invocation<Void> invocation) throws Throwable {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                Namespaces.unshare(Namespaces.Kind.NETWORK);
                Command.run("ip", "link", "set", "lo", "up");
                invocation.proceed();
                ended.complete(null);
              } catch (Throwable e) { // an assertion that failed is for the test's own thread
                ended.completeExceptionally(e);
              }
            },
            "test-in-own-network");
    thread.start();
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
