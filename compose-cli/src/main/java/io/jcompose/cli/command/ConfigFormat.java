package io.jcompose.cli.command;

/** How {@code jcompose config} writes. */
enum ConfigFormat {
  YAML,
  JSON
}
