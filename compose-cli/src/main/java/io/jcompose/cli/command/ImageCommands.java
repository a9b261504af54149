package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;

/** {@code jcompose image}, the parent of the commands about images of this host. */
final class ImageCommands extends CommandGroup {
  ImageCommands(Tools tools, Syntax syntax) {
    super(tools, "image");
    syntax.describe("Keep the images of this host.");
    add("ls", ImageListCommand::new);
    add("inspect", ImageInspectCommand::new);
    add("history", ImageHistoryCommand::new);
    add("tag", ImageTagCommand::new);
    add("rm", ImageRemoveCommand::new);
    add("prune", ImagePruneCommand::new);
    add("pull", ImagePullCommand::new);
    add("push", ImagePushCommand::new);
    add("load", LoadCommand::new);
    add("save", SaveCommand::new);
    add("fsck", ImageCheckCommand::new);
  }
}
