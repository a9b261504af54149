package io.jcompose.scheduler.fake;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.time.Timer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * A running program of a {@link FakeRuntime}. Like process 1 of a container it heeds SIGKILL, and
 * of the other signals those it asked for.
 */
public final class FakeProcess {
  /** Where output goes. */
  interface Output {
    void write(boolean stderr, byte[] bytes);
  }

  private final Map<String, String> environment;
  private final String user;
  private final String workingDirectory;
  private final InputStream input;
  private final Output output;
  private final Timer timer;
  private final IntConsumer onExit;
  private final Map<Signal, Runnable> handlers = new HashMap<>();
  private final List<Timer.Alarm> alarms = new ArrayList<>();
  private final Set<Port> listening = new TreeSet<>();
  private boolean over;

  FakeProcess(
      Map<String, String> environment,
      String user,
      String workingDirectory,
      InputStream input,
      Output output,
      Timer timer,
      IntConsumer onExit) {
    this.environment = environment;
    this.user = user;
    this.workingDirectory = workingDirectory;
    this.input = input;
    this.output = output;
    this.timer = timer;
    this.onExit = onExit;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public String user() {
    return user;
  }

  public String workingDirectory() {
    return workingDirectory;
  }

  public InputStream input() {
    return input;
  }

  /** Writes a line to standard output. */
  public void println(String line) {
    print(line + "\n");
  }

  /** Writes a line to standard error. */
  public void errorln(String line) {
    output.write(true, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes to standard output without a line break. */
  public void print(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes to standard output. */
  public void write(byte[] bytes) {
    output.write(false, bytes);
  }

  /** Listens on a port of its pod, until the process is over. */
  public synchronized void listen(Port port) {
    listening.add(port);
  }

  synchronized Set<Port> listening() {
    return over ? Set.of() : Set.copyOf(listening);
  }

  /** Says what happens on a signal. */
  public synchronized void onSignal(Signal signal, Runnable handler) {
    handlers.put(signal, handler);
  }

  /** Calls {@code task} later, unless the process is over by then. */
  public synchronized void after(Duration delay, Runnable task) {
    if (!over) {
      alarms.add(timer.after(delay, task));
    }
  }

  /** Ends the process; what is called later has no effect. */
  public void exit(int code) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      alarms.forEach(Timer.Alarm::cancel);
    }
    onExit.accept(code);
  }

  void signal(Signal signal) {
    if (signal.equals(Signal.KILL)) {
      exit(128 + signal.number());
      return;
    }
    Runnable handler;
    synchronized (this) {
      handler = over ? null : handlers.get(signal);
    }
    if (handler != null) {
      handler.run();
    }
  }
}
