package io.jcompose.cli;

import io.jcompose.cli.command.ServiceManager;
import io.jcompose.runtime.notify.NotifySocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A service manager that hears messages as sd_notify(3) has them. */
final class NotifiedManager implements ServiceManager {
  /** How long the manager waits at least from a sign of progress on. */
  private static final Duration EXTENSION = Duration.ofMinutes(2);

  private static final Duration BETWEEN_EXTENSIONS = Duration.ofSeconds(5);

  private final NotifySocket socket;
  private final AtomicLong extended = new AtomicLong(Long.MIN_VALUE);

  private NotifiedManager(NotifySocket socket) {
    this.socket = socket;
  }

  /** Returns the one that started this process; nobody if none did, or it does not listen. */
  static ServiceManager of(Map<String, String> environment) {
    return NotifySocket.of(environment).<ServiceManager>map(NotifiedManager::new).orElse(NOBODY);
  }

  @Override
  public boolean isListening() {
    return true;
  }

  @Override
  public void status(String words) {
    tell(statusOf(words));
  }

  @Override
  public void progressing() {
    long before = extended.get();
    long now = System.nanoTime();
    boolean due = before == Long.MIN_VALUE || now - before >= BETWEEN_EXTENSIONS.toNanos();
    if (due && extended.compareAndSet(before, now)) {
      tell("EXTEND_TIMEOUT_USEC=" + EXTENSION.toNanos() / 1_000);
    }
  }

  @Override
  public void ready(String words) {
    tell("READY=1", statusOf(words));
  }

  @Override
  public void stopping() {
    tell("STOPPING=1", statusOf("Stopping"));
  }

  private void tell(String... assignments) {
    // whoever does not hear that we are ready ends us, and says why
    boolean unused = socket.tell(List.of(assignments));
  }

  private static String statusOf(String words) {
    return "STATUS=" + words.replaceAll("\\p{Cntrl}", " ");
  }
}
