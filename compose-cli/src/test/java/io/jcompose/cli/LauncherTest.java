package io.jcompose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.option.GlobalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class LauncherTest {
  @Test
  void theLauncherKnowsWhichGlobalOptionsHaveAValue() throws IOException {
    String launcher = Files.readString(Path.of("..", "jcompose"));
    Matcher list = Pattern.compile("case \\$1 in\\s+(-f [^)]*)\\) shift").matcher(launcher);

    assertThat(list.find()).isTrue();
    Set<String> known = new TreeSet<>(Arrays.asList(list.group(1).split("[\\s|\\\\]+")));
    assertThat(known).isEqualTo(optionsWithAValue());
  }

  private static Set<String> optionsWithAValue() {
    Set<String> names = new TreeSet<>();
    CommandSpec command = new GlobalOptions().syntax().addTo(CommandSpec.create());
    for (OptionSpec option : command.options()) {
      if (option.arity().max() > 0) {
        names.addAll(Arrays.asList(option.names()));
      }
    }
    return names;
  }
}
