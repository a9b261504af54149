package io.jcompose.runtime.linux.names;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.dns.NameServer;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Door of the package: told of pods and containers, it keeps the name server up to date. Safe to
 * use from several threads; what is told takes effect a moment later, on a thread of its own that
 * begins with the first pod.
 */
public final class PodNames implements AutoCloseable {
  private final NameServer server;
  private final Consumer<String> warnings;
  private final FragmentExchange exchange;
  private final FolderWatch neighbours;
  private final NameTable table = new NameTable();
  private final Set<ProjectName> projects = new TreeSet<>();
  private final BlockingQueue<NetworkName> changed = new LinkedBlockingQueue<>();
  private final Map<NetworkName, Map<ProjectName, Fragment>> told = new HashMap<>();
  private final Thread thread = new Thread(this::run, "pod-names");
  private boolean begun;

  /**
   * Creates an empty table.
   *
   * @param server told of all changes; stays the caller's
   * @param directory where projects tell each other
   * @param warnings told what does not work; any thread may call it
   */
  public PodNames(NameServer server, Path directory, Consumer<String> warnings) {
    this.server = server;
    this.warnings = warnings;
    this.exchange = new FragmentExchange(directory);
    this.neighbours = new FolderWatch(exchange, changed::add);
    this.thread.setDaemon(true);
  }

  /**
   * Makes a pod known; one that is known is changed.
   *
   * @param places its names in each network
   * @param links its addresses there
   */
  public synchronized void put(PodKey key, List<AttachmentPlan> places, List<PodLink> links) {
    if (!begun) {
      begun = true;
      thread.start();
    }
    projects.add(key.project());
    links.forEach(link -> neighbours.watch(link.network()));
    changed.addAll(table.put(key, places, links));
  }

  /** Forgets a pod; one that is not known is a success. */
  public synchronized void remove(PodKey key) {
    changed.addAll(table.remove(key));
  }

  /** Says how present a container of a pod is. */
  public synchronized void put(PodKey pod, Resident who, Presence presence) {
    changed.addAll(table.put(pod, who, presence));
  }

  /** Forgets a container; one that is not known is a success. */
  public synchronized void remove(ContainerName name) {
    changed.addAll(table.remove(name));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Set<NetworkName> networks = new TreeSet<>();
        networks.add(changed.take());
        changed.drainTo(networks); // many changes in a row are one
        networks.forEach(this::update);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void update(NetworkName network) {
    try {
      Map<ProjectName, Fragment> own = fragments(network);
      List<Fragment> all = new ArrayList<>(own.values());
      all.addAll(exchange.others(network, own.keySet()));
      server.update(NameTable.zone(network, all));
      tell(network, own);
    } catch (RuntimeFailure e) {
      warnings.accept(e.getMessage() + "; " + e.hint());
    }
  }

  private synchronized Map<ProjectName, Fragment> fragments(NetworkName network) {
    Map<ProjectName, Fragment> own = new HashMap<>();
    projects.forEach(project -> own.put(project, table.fragment(network, project)));
    return own;
  }

  /** Tells the neighbours, who would tell us in turn, only what is new. */
  private void tell(NetworkName network, Map<ProjectName, Fragment> own) {
    Map<ProjectName, Fragment> before = told.computeIfAbsent(network, unused -> new HashMap<>());
    own.forEach(
        (project, fragment) -> {
          if (fragment.known().isEmpty()) {
            exchange.withdraw(network, project);
            before.remove(project);
          } else if (!fragment.equals(before.put(project, fragment))) {
            exchange.publish(network, project, fragment);
          }
        });
  }

  /** Stops telling. What the neighbours were told stays: the pods run on. */
  @Override
  public void close() {
    neighbours.close();
    thread.interrupt();
  }
}
