package io.jcompose.model.instruction;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Door of the package: one instruction, such as {@code CMD ["serve"]} or {@code ENV A=1}. Known are
 * those that change what an image says and need no build: {@code CMD}, {@code ENTRYPOINT}, {@code
 * ENV}, {@code EXPOSE}, {@code HEALTHCHECK}, {@code LABEL}, {@code ONBUILD}, {@code STOPSIGNAL},
 * {@code USER}, {@code VOLUME} and {@code WORKDIR}.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">the Dockerfile reference</a>
 */
public final class ImageInstruction {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-zA-Z]+)\\s+(.*\\S)\\s*", Pattern.DOTALL);
  private static final Pattern PORTS =
      Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/([a-zA-Z]+))?");
  private static final Pattern NAME_AND_REST =
      Pattern.compile("([^\\s=]+)\\s+(.+)", Pattern.DOTALL);

  private final String text;
  private final Consumer<Draft> change;

  private ImageInstruction(String text, Consumer<Draft> change) {
    this.text = text;
    this.change = change;
  }

  /**
   * Reads an instruction.
   *
   * @throws IllegalArgumentException if it is none that is known, or is not of its form
   */
  public static ImageInstruction parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no instruction such as 'CMD [\"serve\"]'");
    }
    try {
      return new ImageInstruction(
          text, change(form.group(1).toUpperCase(Locale.ROOT), form.group(2)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
    }
  }

  private static Consumer<Draft> change(String name, String rest) {
    return switch (name) {
      case "CMD" -> command(CommandWords.of(rest));
      case "ENTRYPOINT" -> entrypoint(CommandWords.of(rest));
      case "ENV" -> pairs(rest, draft -> draft.environment);
      case "LABEL" -> pairs(rest, draft -> draft.labels);
      case "EXPOSE" -> words(rest, (draft, words) -> words.forEach(word -> expose(draft, word)));
      case "HEALTHCHECK" -> healthcheck(HealthcheckOptions.parse(rest));
      case "ONBUILD" -> onBuild(rest);
      case "STOPSIGNAL" -> words(rest, (draft, words) -> draft.stopSignal(signal(only(words))));
      case "USER" -> words(rest, (draft, words) -> draft.user(only(words)));
      case "WORKDIR" -> words(rest, (draft, words) -> draft.workingDirectory(only(words)));
      case "VOLUME" -> volumes(rest);
      default ->
          throw new IllegalArgumentException(
              "an image can be changed by CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD,"
                  + " STOPSIGNAL, USER, VOLUME and WORKDIR only");
    };
  }

  /** Changes a draft by the words of an instruction, the variables in them filled in. */
  private interface WordsChange {
    void on(Draft draft, List<String> words);
  }

  private static Consumer<Draft> words(String rest, WordsChange change) {
    Words.split(rest, Map.of()); // quotes that are not closed are told at once
    return draft -> change.on(draft, Words.split(rest, draft.environment));
  }

  private static Consumer<Draft> command(List<String> words) {
    return draft -> draft.command(words);
  }

  private static Consumer<Draft> entrypoint(List<String> words) {
    return draft -> draft.entrypoint(words);
  }

  private static Consumer<Draft> healthcheck(Healthcheck healthcheck) {
    return draft -> draft.healthcheck(healthcheck);
  }

  private static Consumer<Draft> onBuild(String instruction) {
    if (instruction.matches("(?is)(ONBUILD|FROM|MAINTAINER)\\b.*")) {
      throw new IllegalArgumentException("ONBUILD is not followed by ONBUILD, FROM or MAINTAINER");
    }
    return draft -> draft.onBuild.add(instruction);
  }

  private static Consumer<Draft> volumes(String rest) {
    Optional<List<String>> list = CommandWords.list(rest);
    return list.isPresent()
        ? draft -> addVolumes(draft, list.get())
        : words(rest, ImageInstruction::addVolumes);
  }

  private static void addVolumes(Draft draft, List<String> paths) {
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("the volume '" + path + "' has no absolute path");
      }
      draft.volumes.add(path);
    }
  }

  /** {@code NAME=VALUE} as often as one likes, or, as in old files, {@code NAME VALUE}. */
  private static Consumer<Draft> pairs(String rest, PairsOf target) {
    Matcher old = NAME_AND_REST.matcher(rest);
    boolean isOld = old.matches();
    List<String> first = Words.split(rest, Map.of());
    if (!isOld && first.stream().anyMatch(word -> word.indexOf('=') < 1)) {
      throw new IllegalArgumentException("a pair is written as NAME=VALUE");
    }
    return draft -> {
      if (isOld) {
        target.of(draft).put(old.group(1), Words.whole(old.group(2), draft.environment));
      } else {
        // all of one instruction see the variables as they were before it
        for (String pair : Words.split(rest, Map.copyOf(draft.environment))) {
          int equals = pair.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("a variable leaves no name in '" + pair + "'");
          }
          target.of(draft).put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    };
  }

  /** The part of a draft that pairs go to. */
  private interface PairsOf {
    Map<String, String> of(Draft draft);
  }

  private static void expose(Draft draft, String word) {
    Matcher ports = PORTS.matcher(word);
    if (!ports.matches()) {
      throw new IllegalArgumentException("'" + word + "' is no port such as 80/tcp");
    }
    int first = Integer.parseInt(ports.group(1));
    int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
    Protocol protocol =
        ports.group(3) == null
            ? Protocol.TCP
            : Protocol.valueOf(ports.group(3).toUpperCase(Locale.ROOT));
    for (int number = first; number <= last; number++) {
      draft.exposedPorts.add(new Port(number, protocol));
    }
  }

  private static Signal signal(String word) {
    return Signal.parse(word)
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no signal"));
  }

  private static String only(List<String> words) {
    if (words.size() != 1) {
      throw new IllegalArgumentException("it takes one word");
    }
    return words.get(0);
  }

  /**
   * Returns what an image says that said {@code start} before the instructions, each of which sees
   * what those before it did.
   *
   * @throws IllegalArgumentException if one of them makes no sense there, as where a variable in it
   *     is empty
   */
  public static ImageDescription applyAll(ImageConfig start, List<ImageInstruction> instructions) {
    Draft draft = new Draft(start);
    for (ImageInstruction instruction : instructions) {
      try {
        instruction.change.accept(draft);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + instruction.text + "': " + e.getMessage(), e);
      }
    }
    return draft.finished();
  }

  /** Returns it as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
