package io.jcompose.model.project;

/** How services are to be grouped into pods: {@code x-jcompose: {topology: …}}. */
public enum TopologyChoice {
  /** One pod where an application cannot tell the difference, else a pod a replica. The default. */
  AUTO,
  /** The whole project shares one network namespace. */
  POD,
  /** Every replica is a pod of its own. */
  BRIDGE
}
