package io.jcompose.model.plan;

/** How a plan groups services into pods. */
public enum Topology {
  /** One pod for the whole project. */
  POD,
  /** A pod for every replica. */
  BRIDGE
}
