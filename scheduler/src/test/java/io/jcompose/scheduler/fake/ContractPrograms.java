package io.jcompose.scheduler.fake;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.runtime.ContractCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the shell lines of the contract do, as programs of the fake. */
final class ContractPrograms {
  private static final int LINES = 1000;

  private ContractPrograms() {}

  static void teach(FakeRuntime runtime, ContractCommand command) {
    switch (command) {
      case MISSING -> runtime.missingProgram(command.arguments());
      case NOT_EXECUTABLE -> runtime.notExecutable(command.arguments());
      default -> runtime.program(command.arguments(), process -> run(command, process));
    }
  }

  private static void run(ContractCommand command, FakeProcess process) {
    switch (command) {
      case SERVE -> {
        process.onSignal(Signal.TERM, () -> process.exit(0));
        process.onSignal(Signal.HUP, () -> process.println("got HUP"));
        process.println("ready");
      }
      case EXIT_7_ON_TERM -> {
        process.onSignal(Signal.TERM, () -> process.exit(7));
        process.println("ready");
      }
      case EXIT_8_ON_INT -> {
        process.onSignal(Signal.INT, () -> process.exit(8));
        process.println("ready");
      }
      case STUBBORN -> process.println("ready");
      case EXIT_3 -> process.exit(3);
      case EXIT_5 -> process.exit(5);
      case COUNT -> {
        for (int i = 1; i <= LINES; i++) {
          process.println("line " + i);
        }
        process.exit(0);
      }
      case WRITE_BOTH -> {
        process.println("out");
        process.errorln("err");
        process.exit(0);
      }
      case WRITE_UNFINISHED -> {
        process.print("unfinished");
        process.exit(0);
      }
      case WRITE_BYTES -> {
        process.write(new byte[] {0, (byte) 0xff, '\r', '\n'});
        process.exit(0);
      }
      case PRINT_GREETING -> {
        process.println(process.environment().getOrDefault("GREETING", ""));
        process.exit(0);
      }
      case PRINT_USER -> {
        process.println(process.user());
        process.exit(0);
      }
      case PRINT_DIRECTORY -> {
        process.println(process.workingDirectory());
        process.exit(0);
      }
      case CAT -> {
        process.print(input(process));
        process.exit(0);
      }
      case REPEAT -> {
        process.onSignal(Signal.TERM, () -> process.exit(143));
        process.println("ready");
        Thread reader = new Thread(() -> repeat(process));
        reader.setDaemon(true);
        reader.start();
      }
      case LISTEN_8099 -> process.listen(new Port(8099, Protocol.TCP));
      case SLEEP -> {}
      case MISSING, NOT_EXECUTABLE ->
          throw new IllegalArgumentException(command + " is no program");
    }
  }

  private static void repeat(FakeProcess process) {
    new BufferedReader(new InputStreamReader(process.input(), StandardCharsets.UTF_8))
        .lines()
        .forEach(line -> process.println("got " + line));
    process.println("end");
    process.exit(4);
  }

  private static String input(FakeProcess process) {
    try {
      return new String(process.input().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
