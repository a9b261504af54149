package io.jcompose.cli.command;

import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.output.Console;

/**
 * What commands work with.
 *
 * @param options the global options; filled once the command line has been read
 * @param version of this program
 */
public record Tools(Console console, GlobalOptions options, String version) {}
