package io.jcompose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class SyntaxTest {
  private final Syntax syntax = new Syntax();

  @Test
  void aFlagIsSetOnceItIsGiven() {
    Flag quiet = syntax.flag("-q, --quiet", "Print nothing.");
    Flag all = syntax.flag("--all", "Print all.");
    Flag full = syntax.flag("--full", "Print in full.");

    parse("-q", "--all=false");

    assertThat(quiet.isSet()).isTrue();
    assertThat(all.isSet()).isFalse();
    assertThat(full.isSet()).isFalse();
  }

  @Test
  void aValueIsReadOrMissingOrReplaced() {
    Supplier<Optional<Integer>> given =
        syntax.option("-n, --number=NUMBER", "A number.").as(ReplicaNumber::parse).optional();
    Supplier<Optional<String>> missing = syntax.option("--name=NAME", "A name.").optional();
    Supplier<String> replaced = syntax.option("--colour=COLOUR", "A colour.").orElse("red");

    parse("-n", "3");

    assertThat(given.get()).contains(3);
    assertThat(missing.get()).isEmpty();
    assertThat(replaced.get()).isEqualTo("red");
  }

  @Test
  void aRepeatedOptionKeepsItsOrder() {
    Supplier<List<String>> labels = syntax.option("--label=NAME=VALUE", "A label.").repeated();
    Supplier<List<String>> names = syntax.option("--name=NAME", "A name.").repeated();

    parse("--label", "b=1", "--label=a=2");

    assertThat(labels.get()).containsExactly("b=1", "a=2");
    assertThat(names.get()).isEmpty();
  }

  @Test
  void aChoiceIsReadInAnyCaseAndRefusedWithItsNames() {
    Supplier<Choice> choice =
        syntax.option("--choice=CHOICE", "A choice.").asOneOf(Choice.values()).orElse(Choice.ONE);

    parse("--choice", "tWo");

    assertThat(choice.get()).isEqualTo(Choice.TWO);
    assertThatThrownBy(() -> parse("--choice", "three"))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "Invalid value for option '--choice': expected one of [ONE, TWO] (case-insensitive)"
                + " but was 'three'");
  }

  private enum Choice {
    ONE,
    TWO
  }

  @Test
  void theReadersWordsAreShownForAValueThatIsNotLegal() {
    syntax.option("-t, --timeout=SECONDS", "A time.").as(Seconds::parse).required();

    assertThatThrownBy(() -> parse("-t", "soon"))
        .hasMessage(
            "Invalid value for option '--timeout': 'soon' is not a whole number of seconds");
    assertThatThrownBy(this::parse).hasMessage("Missing required option: '--timeout=SECONDS'");
  }

  @Test
  void argumentsAreTakenInTheOrderOfTheirDeclaration() {
    Supplier<String> first = syntax.argument("FIRST", "The first.");
    Supplier<Optional<String>> second = syntax.optionalArgument("SECOND", "The second.");
    Supplier<List<String>> others = syntax.arguments("OTHER", "The others.");

    parse("a", "b", "c", "d");

    assertThat(first.get()).isEqualTo("a");
    assertThat(second.get()).contains("b");
    assertThat(others.get()).containsExactly("c", "d");
    parse("a");
    assertThat(second.get()).isEmpty();
    assertThat(others.get()).isEmpty();
  }

  @Test
  void argumentsThatMustBeThereAreNamed() {
    syntax.argument("SERVICE", "The service.");
    syntax.oneOrMoreArguments("PROGRAM", "The program.");

    assertThatThrownBy(this::parse).hasMessage("Missing required parameters: 'SERVICE', 'PROGRAM'");
    assertThatThrownBy(() -> parse("web")).hasMessage("Missing required parameter: 'PROGRAM'");
  }

  @Test
  void ofAlternativesOneAtMostIsTaken() {
    Flag names =
        syntax.oneAtMost(
            alternatives -> {
              alternatives.flag("--ids", "Print ids.");
              return alternatives.flag("--names", "Print names.");
            });

    parse("--names");

    assertThat(names.isSet()).isTrue();
    assertThatThrownBy(() -> parse("--names", "--ids")).hasMessageContaining("mutually exclusive");
  }

  @Test
  void optionsEndAtTheFirstArgumentWhereTheyAreAProgramsOwn() {
    Flag verbose = syntax.flag("-v", "Say more.");
    Supplier<List<String>> program = syntax.arguments("PROGRAM", "The program.");
    syntax.endOptionsAtFirstArgument();

    parse("ls", "-v");

    assertThat(verbose.isSet()).isFalse();
    assertThat(program.get()).containsExactly("ls", "-v");
  }

  private void parse(String... words) {
    new CommandLine(syntax.addTo(CommandSpec.create())).parseArgs(words);
  }
}
