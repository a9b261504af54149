package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.jcompose.model.error.JcomposeException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files damaged at random, the same way in every run: nothing but a user's problem comes out. */
class MutationTest {
  private static final int ROUNDS = 100;
  private static final String[] FRAGMENTS = {
    "&a ",
    "*a",
    "<<: *a\n",
    "${",
    "}",
    "$",
    "${A:-",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\n",
    "\n  ",
    "!!str ",
    "!reset ",
    "null",
    "-1",
    "99999999999999999999",
    "1e9",
    "\t",
    "#",
    "65536-1",
    "::",
    "/",
    "~",
    "\0",
    "\uFEFF",
    "|",
    ">",
    "%",
    "@",
    "? ",
    "---\n",
    "0"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void onlyProblemsForTheUserComeOut(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(random);
      MemorySources sources =
          new MemorySources()
              .with("/srv/app/compose.yaml", damaged)
              .with("/srv/app/.env", damaged)
              .with("/srv/app/a.env", damaged);
      assertThatCode(() -> load(sources))
          .as("seed %d, round %d: %s", seed, round, new String(damaged, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
    }
  }

  private static void load(MemorySources sources) {
    try {
      LoadedProject loaded =
          new ComposeLoader(sources).load(LoadRequest.in("/srv/app", Map.of("HOME", "/root")));
      loaded.resolved().toYaml();
      loaded.resolved().toJson();
    } catch (JcomposeException e) {
      // what a damaged file should end in
    }
  }

  private static byte[] damage(Random random) {
    var text = new StringBuilder(ResolvedFileTest.EVERYTHING);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(8));
      String fragment = FRAGMENTS[random.nextInt(FRAGMENTS.length)];
      switch (random.nextInt(3)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, fragment);
        default -> text.replace(from, to, fragment);
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
