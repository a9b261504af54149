package io.jcompose.runtime.linux.network;

/** A pod's link with the network it is in. */
record Reached(PodLink link, NetworkRecord network) {}
