package io.jcompose.scheduler.fake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which command line is which program. */
final class FakePrograms {
  static final int NOT_FOUND = 127;
  static final int NOT_EXECUTABLE = 126;
  private final Map<String, FakeProgram> programs = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  void put(List<String> arguments, FakeProgram program) {
    programs.put(String.join(" ", arguments), program);
  }

  void refuse(List<String> arguments, int code) {
    refusals.put(String.join(" ", arguments), code);
  }

  /** Returns the exit code of a program that cannot be run; 0 if it can. */
  int refusal(List<String> arguments) {
    return refusals.getOrDefault(String.join(" ", arguments), 0);
  }

  /** Returns the program of a command line; one that nobody has taught serves. */
  FakeProgram find(List<String> arguments) {
    return programs.getOrDefault(String.join(" ", arguments), FakeProgram.serve());
  }
}
