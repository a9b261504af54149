package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.files.FileSourceReader;
import io.jcompose.model.load.SourceReader;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import io.jcompose.scheduler.runtime.Secrets;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose secret create}. */
final class SecretCreateCommand implements Runnable {
  private static final int MOST_BYTES = 1 << 20;

  private final Tools tools;
  private final Flag replace;
  private final Supplier<List<String>> labels;
  private final Supplier<String> name;
  private final Supplier<Optional<String>> file;

  SecretCreateCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Keep a secret, encrypted, for files that call it 'external'.");
    replace = syntax.flag("--replace", "Give one of that name this content.");
    labels = syntax.option("-l, --label=NAME=VALUE", "A label. May be repeated.").repeated();
    name = syntax.argument("NAME", "What files call it.");
    file =
        syntax.optionalArgument(
            "FILE", "Where its content is, taken as it is; '-' or none: standard input.");
  }

  @Override
  public void run() {
    SecretName secret = SecretArguments.name(name.get());
    Map<String, String> named = NameValuePairs.of(labels.get());
    HiddenContent content = HiddenContent.of(content(file.get().orElse("-")));
    Secrets secrets = tools.runtime().get().secrets();
    if (replace.isSet()) {
      secrets.replace(secret, content, named);
    } else {
      secrets.create(secret, content, named);
    }
    tools.console().line(secret.value());
  }

  private byte[] content(String path) {
    String shown = path.equals(SourceReader.STANDARD_INPUT) ? "the standard input" : path;
    try {
      byte[] content = new FileSourceReader(tools.console().in()).read(path, MOST_BYTES + 1);
      if (content.length == 0) {
        throw new CommandFailure("there is nothing in " + shown, "give it the secret's content");
      }
      if (content.length > MOST_BYTES) {
        throw new CommandFailure(
            "there is more than 1 MiB in " + shown, "mount what is so large as a volume");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new CommandFailure("there is no file '" + path + "'", "correct the path", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read " + shown + ": " + e.getMessage(), "name a file that can be read", e);
    }
  }
}
