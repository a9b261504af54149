package io.jcompose.model.export.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Writes units with random command lines and environments, and what they must be read as, for a
 * machine that systemd runs: {@code tests/guest-systemd} starts them there. What can be said of
 * them here is that our own reading agrees.
 */
class UnitRoundTripTest {
  private static final int COUNT = 300;
  private static final Path DIRECTORY = Path.of("target", "round-trip");
  private static final Path WHERE_IT_RUNS = Path.of("/var/lib/round-trip");

  /** What means something somewhere in a unit, among letters that mean nothing. */
  private static final String LETTERS = "ab% $\"'\\;#{}[]=~*?-+@|:!<>&\n\té中😀%n%%$$${A}";

  /** What no variable of systemd's may have, but an argument may. */
  private static final String CONTROLS = "\r\u0001\u001b\u007f";

  /** All that the path of a program may have. */
  private static final String PROGRAM = "odd 50%n ;#{}=é中/show";

  private static final String SHOW =
      """
      #!/bin/bash
      # Says what it was given: its words, the program first, and the variables that begin with JC_.
      printf '%s\\0' "$0" "$@" >/var/lib/round-trip/"$1".words
      { grep -z '^JC_' /proc/$$/environ || true; } | sort -z >/var/lib/round-trip/"$1".variables
      """;

  private final long seed = Long.getLong("jcompose.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void unitsAreWrittenForSystemdToRead() throws IOException {
    empty();
    write("seed", "seed " + seed + "\n");
    Path program = DIRECTORY.resolve("program").resolve(PROGRAM);
    Files.createDirectories(program.getParent());
    Files.writeString(program, SHOW);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    for (int i = 0; i < COUNT; i++) {
      writeUnit("trip-%03d".formatted(i));
    }

    assertThat(UnitQuoting.faultOfProgram(WHERE_IT_RUNS.resolve(PROGRAM).toString())).isEmpty();
  }

  private void writeUnit(String name) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      variables.put("JC_" + i, text(LETTERS));
    }
    List<String> words = new ArrayList<>(List.of(name));
    for (int i = random.nextInt(6); i > 0; i--) {
      words.add(text(LETTERS + CONTROLS));
    }
    String shown = WHERE_IT_RUNS.resolve(PROGRAM).toString();
    String line =
        UnitQuoting.command(List.of(shown), words.stream().map(UnitQuoting::argument).toList());
    List<String> all = new ArrayList<>(List.of(shown));
    all.addAll(words);
    assertThat(UnitReader.command(line)).as("seed %d", seed).isEqualTo(all);

    UnitText unit = new UnitText().section("Service").set("Type", "oneshot");
    variables.forEach(
        (variable, value) -> unit.set("Environment", UnitQuoting.assignment(variable, value)));
    write(name + ".service", unit.set("ExecStart", line).toString());
    write(name + ".words", ended(all.stream()));
    write(
        name + ".variables",
        ended(variables.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())));
  }

  private static String ended(Stream<String> texts) {
    return texts.map(text -> text + "\0").reduce("", String::concat);
  }

  private String text(String of) {
    int[] letters = of.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static void write(String file, String text) throws IOException {
    Files.write(DIRECTORY.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void empty() throws IOException {
    Files.createDirectories(DIRECTORY);
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
