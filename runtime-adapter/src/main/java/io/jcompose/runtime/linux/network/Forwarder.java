package io.jcompose.runtime.linux.network;

/**
 * Carries what arrives on published ports into a pod, within this process. Made by {@link
 * PodNetworks#forward}.
 */
public interface Forwarder extends AutoCloseable {
  /**
   * Stops listening, ends all connections and returns once no thread of it is left. A second call
   * does nothing.
   */
  @Override
  void close();
}
