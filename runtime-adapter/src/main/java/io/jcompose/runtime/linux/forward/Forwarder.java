package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.host.Host;
import java.util.function.Consumer;

/**
 * Door of the package: carries what arrives on published ports into pods, within this process. One
 * serves all pods of a supervisor; ports come and go while it runs. It may be used by all threads.
 *
 * <p>Connections are carried both ways until both sides have said all; a side that breaks off
 * breaks the other off. Whoever reads slowly slows the other side down, and nothing piles up in
 * between. Datagrams that cannot be passed on at once are lost, as datagrams are.
 *
 * <p>There is a limit to what is open at once, which follows the process's limit of open files.
 * Clients beyond it wait to be accepted; the first time this is told as a warning.
 */
public interface Forwarder extends AutoCloseable {

  /**
   * Opens a forwarder without ports.
   *
   * @param warnings is told what does not work as wished, a sentence a call, by threads of the
   *     forwarder; must return soon
   */
  static Forwarder open(Host host, Consumer<String> warnings) {
    return PortForwarder.open(host, warnings);
  }

  /**
   * Listens on a published port, in the network namespace of the calling thread, and carries what
   * arrives from now on. Ports of SCTP are left alone: nftables alone carries it.
   *
   * @throws io.jcompose.scheduler.runtime.PortInUseException if somebody else listens there
   * @throws io.jcompose.scheduler.runtime.RuntimeFailure if it cannot be listened on, or the pod's
   *     namespace cannot be entered
   */
  void add(ForwardedPort port);

  /**
   * Stops listening: when this returns the port is free. Connections under way go on to their end;
   * datagrams are carried no more. A port that is gone, or was never there, is a success.
   */
  void remove(ForwardedPort port);

  /**
   * Stops listening, ends all connections and returns once no thread of it is left. A second call
   * does nothing.
   */
  @Override
  void close();
}
