package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.PinnedNamespace;
import io.jcompose.runtime.syscall.SyscallException;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pods that are served, and what serves them. Used by one thread at a time. */
final class ServedPods implements AutoCloseable {
  private final Consumer<String> warnings;
  private final Knowledge knowledge = new Knowledge();
  private final Redirection redirection;
  private final EventLoop loop;
  private final Forwarding forwarding;
  private final Map<ContainerName, Served> served = new LinkedHashMap<>();

  /**
   * A pod that is served.
   *
   * @param namespace its pin's inode: what tells namespaces apart
   */
  private record Served(Pod pod, Object namespace) {}

  ServedPods(Host host, Redirection redirection, Consumer<String> warnings) {
    keepLibraryQuiet();
    this.warnings = warnings;
    this.redirection = redirection;
    this.loop = EventLoop.start(warnings);
    this.forwarding = new Forwarding(loop, new HostResolvers(host, warnings));
    loop.run(() -> loop.add(forwarding));
  }

  /** Where nothing takes its logs, slf4j would say so on standard error; dnsjava loads it. */
  static void keepLibraryQuiet() {
    String verbosity = "slf4j.internal.verbosity";
    if (System.getProperty(verbosity) == null) {
      System.setProperty(verbosity, "ERROR");
    }
  }

  Knowledge knowledge() {
    return knowledge;
  }

  void serve(ContainerName name, Path pin, View view) {
    Object namespace = namespace(pin);
    Served before = served.get(name);
    if (before != null && isServedAlready(before, namespace, view)) {
      before.pod().show(view);
      return;
    }
    stop(name);
    Pod pod = opened(name, pin, view);
    if (pod != null) {
      loop.run(pod::open);
      served.put(name, new Served(pod, namespace));
    }
  }

  private static boolean isServedAlready(Served before, Object namespace, View view) {
    boolean isFree = !view.leavesPort53() || before.pod().sockets().isRedirected();
    return before.namespace().equals(namespace) && isFree;
  }

  private static Object namespace(Path pin) {
    try {
      return Files.getAttribute(pin, "unix:ino");
    } catch (IOException e) {
      throw notThere(pin);
    }
  }

  private static RuntimeFailure notThere(Path pin) {
    return new RuntimeFailure(
        "cannot serve names in the network namespace pinned at " + pin + ": none is there",
        "start the project again with 'jcompose up'");
  }

  private @Nullable Pod opened(ContainerName name, Path pin, View view) {
    PinnedNamespace namespace = PinnedNamespace.find(pin).orElseThrow(() -> notThere(pin));
    try {
      PodSockets sockets = PodSockets.open(namespace, view.leavesPort53(), redirection);
      return new Pod(namespace, sockets, view, knowledge, forwarding, loop);
    } catch (Redirection.NotPossible e) {
      namespace.close();
      warnings.accept(
          "pod '"
              + name
              + "' cannot look up names, because port 53 in it is left to one of its programs and "
              + e.getMessage()
              + " ("
              + e.hint()
              + ")");
      return null;
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  void stop(ContainerName name) {
    Served gone = served.remove(name);
    if (gone == null) {
      return;
    }
    Pod pod = gone.pod();
    loop.run(pod::close);
    end(pod);
  }

  private void end(Pod pod) {
    try (PinnedNamespace namespace = pod.namespace()) {
      if (pod.sockets().isRedirected()) {
        namespace.inside(
            () -> {
              redirection.end();
              return true;
            });
      }
    } catch (RuntimeFailure | SyscallException e) {
      // the table leads nowhere now, and goes with the namespace
    }
  }

  @Override
  public void close() {
    List.copyOf(served.keySet()).forEach(this::stop);
    loop.close();
  }
}
