package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code jcompose image}, the parent of the commands about images of this host. */
final class ImageCommands implements Callable<Integer>, CommandGroup {
  private final Tools tools;
  private final Map<String, CommandMaker> below = new LinkedHashMap<>();

  ImageCommands(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Keep the images of this host.");
    below.put("ls", ImageListCommand::new);
    below.put("inspect", ImageInspectCommand::new);
    below.put("history", ImageHistoryCommand::new);
    below.put("tag", ImageTagCommand::new);
    below.put("rm", ImageRemoveCommand::new);
    below.put("prune", ImagePruneCommand::new);
    below.put("pull", ImagePullCommand::new);
    below.put("push", ImagePushCommand::new);
    below.put("load", LoadCommand::new);
    below.put("save", SaveCommand::new);
    below.put("fsck", ImageCheckCommand::new);
  }

  @Override
  public Map<String, CommandMaker> below() {
    return below;
  }

  @Override
  public Integer call() {
    return new FailureReport(tools.console())
        .usage("name what is to be done: " + String.join(", ", below.keySet()), "jcompose image")
        .number();
  }
}
