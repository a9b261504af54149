package io.jcompose.model.export;

/**
 * A network in a drawing: a bar that cables are plugged into.
 *
 * @param y of its upper edge
 * @param colour its own, and that of its cables
 */
record NetworkBar(int y, String colour) {
  static final int HEIGHT = 40;
}
