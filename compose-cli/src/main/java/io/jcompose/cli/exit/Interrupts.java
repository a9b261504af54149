package io.jcompose.cli.exit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Tells of Ctrl-C and SIGTERM instead of dying of them.
 *
 * <p>Shutdown hooks would not do: they are told once, and a second Ctrl-C has a meaning here. The
 * JDK's own signal class is reached by reflection, because javac cannot be made to accept its name
 * without a warning; module {@code jdk.unsupported} exports it on purpose.
 */
public final class Interrupts {
  private static final String[] SIGNALS = {"INT", "TERM", "HUP"};

  private Interrupts() {}

  /** Something that takes a while. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /**
   * Does {@code work}; meanwhile {@code listener} is called for every SIGINT, SIGTERM and SIGHUP,
   * on a thread of the JVM's, and must return fast. Afterwards the signals end this process again.
   * A signal that this process was started to ignore stays ignored.
   */
  public static <T, E extends Exception> T during(Work<T, E> work, Runnable listener) throws E {
    return hearing(work, signal -> listener.run());
  }

  /** Does what {@link #during} does, and tells {@code listener} the signal, such as {@code INT}. */
  public static <T, E extends Exception> T hearing(Work<T, E> work, Consumer<String> listener)
      throws E {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          listener.accept(nameOf(arguments[0]));
          return null;
        };
    handleAll(
        Proxy.newProxyInstance(
            Interrupts.class.getClassLoader(), new Class<?>[] {handlerClass()}, handler));
    try {
      return work.run();
    } finally {
      handleAll(standardHandler());
    }
  }

  private static String nameOf(Object signal) throws ReflectiveOperationException {
    return (String) signal.getClass().getMethod("getName").invoke(signal);
  }

  private static Object standardHandler() {
    try {
      return handlerClass().getField("SIG_DFL").get(null);
    } catch (ReflectiveOperationException e) {
      throw notHere(e);
    }
  }

  private static void handleAll(Object handler) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      for (String name : SIGNALS) {
        Object signal = type.getConstructor(String.class).newInstance(name);
        type.getMethod("handle", type, handlerClass()).invoke(null, signal, handler);
      }
    } catch (ReflectiveOperationException e) {
      throw notHere(e);
    }
  }

  private static Class<?> handlerClass() {
    try {
      return Class.forName("sun.misc.SignalHandler");
    } catch (ClassNotFoundException e) {
      throw notHere(e);
    }
  }

  private static IllegalStateException notHere(ReflectiveOperationException cause) {
    return new IllegalStateException("this JDK lacks sun.misc.Signal", cause);
  }
}
