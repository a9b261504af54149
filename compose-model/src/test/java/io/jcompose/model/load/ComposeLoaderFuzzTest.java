package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jcompose.model.error.JcomposeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Random projects: nothing but a user's problem comes out, and what loads is printed as a file that
 * loads to the same.
 *
 * <p>Runs for 20 seconds; {@code -Djcompose.fuzz.seconds=600} for longer, {@code
 * -Djcompose.fuzz.seed=N} to begin with another project. A failure is told with its seed and with
 * what is left of the files once all is taken away that does not matter.
 */
class ComposeLoaderFuzzTest {
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("jcompose.fuzz.seconds", 20));
  private static final long FIRST_SEED = Long.getLong("jcompose.fuzz.seed", 1);

  @Test
  void anyProjectLoadsAndPrintsOrIsAProblemOfTheUser() {
    long end = System.nanoTime() + TIME.toNanos();
    int loaded = 0;
    for (long seed = FIRST_SEED; System.nanoTime() < end; seed++) {
      Map<String, byte[]> files = new FuzzedFiles(seed).files();
      Outcome outcome = Outcome.of(files);
      if (outcome.isBug()) {
        Map<String, byte[]> rest = shrunk(files, outcome.kind());
        fail("seed %d: %s%n%s", seed, Outcome.of(rest).details(), shown(rest));
      }
      loaded += outcome.isLoaded() ? 1 : 0;
    }

    assertThat(loaded).as("projects that loaded, or the others prove little").isPositive();
  }

  /** What became of a project: it loaded, it was refused, or it met a bug of some kind. */
  private record Outcome(boolean isLoaded, String kind, String details) {
    static Outcome of(Map<String, byte[]> files) {
      try {
        return of(files, load(files));
      } catch (JcomposeException e) {
        return new Outcome(false, "", "");
      } catch (RuntimeException | StackOverflowError e) {
        StackTraceElement[] stack = e.getStackTrace();
        String place = stack.length == 0 ? "" : stack[0].toString();
        return new Outcome(false, e.getClass().getName(), e + "\n  at " + place);
      }
    }

    private static Outcome of(Map<String, byte[]> files, LoadedProject project) {
      return again(files, project, ResolvedFile::toYaml)
          .or(() -> again(files, project, ResolvedFile::toJson))
          .orElseGet(() -> new Outcome(true, "", ""));
    }

    /** Returns the bug if {@code project}, printed, does not load to what prints the same. */
    private static Optional<Outcome> again(
        Map<String, byte[]> files, LoadedProject project, Function<ResolvedFile, String> print) {
      String printed = print.apply(project.resolved());
      Map<String, byte[]> others = new TreeMap<>(files);
      others.remove(FuzzedFiles.DIRECTORY + "/compose.override.yaml");
      others.put(FuzzedFiles.DIRECTORY + "/compose.yaml", printed.getBytes(StandardCharsets.UTF_8));
      try {
        String second = print.apply(load(others).resolved());
        return second.equals(printed)
            ? Optional.empty()
            : bug("prints otherwise once loaded from what it prints", printed, second);
      } catch (JcomposeException e) {
        return bug("does not load from what it prints", printed, e.toString());
      }
    }

    private static Optional<Outcome> bug(String kind, String first, String second) {
      return Optional.of(new Outcome(false, kind, kind + ":\n" + first + "\n- and -\n" + second));
    }

    private static LoadedProject load(Map<String, byte[]> files) {
      var sources = new MemorySources();
      files.forEach(sources::with);
      Map<String, String> environment = Map.of("HOME", "/root", "A", "from outside");
      return new ComposeLoader(sources).load(LoadRequest.in(FuzzedFiles.DIRECTORY, environment));
    }

    boolean isBug() {
      return !kind.isEmpty();
    }
  }

  /** Returns the least of {@code files} that still meets a bug of this kind. */
  private static Map<String, byte[]> shrunk(Map<String, byte[]> files, String kind) {
    Map<String, byte[]> rest = new TreeMap<>(files);
    for (String name : files.keySet()) {
      Map<String, byte[]> without = new TreeMap<>(rest);
      without.remove(name);
      if (Outcome.of(without).kind().equals(kind)) {
        rest = without;
      }
    }
    for (var file : List.copyOf(rest.entrySet())) {
      Map<String, byte[]> others = new TreeMap<>(rest);
      Predicate<byte[]> stillFails =
          content -> {
            others.put(file.getKey(), content);
            return Outcome.of(others).kind().equals(kind);
          };
      rest.put(file.getKey(), shrunk(file.getValue(), stillFails));
    }
    return rest;
  }

  private static byte[] shrunk(byte[] content, Predicate<byte[]> stillFails) {
    byte[] rest = content;
    for (int length = rest.length; length > 0; length /= 2) {
      int from = 0;
      while (from + length <= rest.length) {
        byte[] shorter = without(rest, from, length);
        if (stillFails.test(shorter)) {
          rest = shorter;
        } else {
          from += length;
        }
      }
    }
    return rest;
  }

  private static byte[] without(byte[] bytes, int from, int length) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, from + length, rest, from, bytes.length - from - length);
    return rest;
  }

  private static String shown(Map<String, byte[]> files) {
    var text = new StringBuilder();
    files.forEach(
        (name, content) ->
            text.append("=== ")
                .append(name)
                .append('\n')
                .append(new String(content, StandardCharsets.UTF_8))
                .append('\n'));
    return text.toString();
  }
}
