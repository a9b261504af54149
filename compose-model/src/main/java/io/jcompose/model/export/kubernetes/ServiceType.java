package io.jcompose.model.export.kubernetes;

/** How a cluster makes published ports reachable. */
public enum ServiceType {
  /** From within the cluster only. */
  CLUSTER_IP("ClusterIP"),
  /** On a port of each node, from 30000 to 32767. */
  NODE_PORT("NodePort"),
  /** At an address that the cluster's surroundings give it, on the port that the file publishes. */
  LOAD_BALANCER("LoadBalancer");

  private final String text;

  ServiceType(String text) {
    this.text = text;
  }

  /** Returns the type as Kubernetes writes it. */
  @Override
  public String toString() {
    return text;
  }
}
