package io.jcompose.cli.command;

import io.jcompose.cli.output.Appearance;
import io.jcompose.cli.output.TransferDisplay;
import io.jcompose.cli.output.TransferWords;
import io.jcompose.scheduler.runtime.Progress;
import java.util.function.Function;

/** Does things with images that take a while, one after another, and shows how it goes. */
final class ShownTransfer {
  private final TransferDisplay display;

  ShownTransfer(Tools tools, TransferWords words, boolean quiet) {
    Appearance appearance = quiet ? tools.appearance().quietly() : tools.appearance();
    this.display = appearance.transferDisplay(tools.console(), words, tools.clock());
  }

  /**
   * Returns what {@code work} returns.
   *
   * @param subject what it is about, as it is shown
   */
  <T> T of(String subject, Function<Progress, T> work) {
    display.began(subject);
    boolean done = false;
    try {
      T result = work.apply((part, bytes, total) -> display.at(subject, part, bytes, total));
      done = true;
      return result;
    } finally {
      if (done) {
        display.succeeded(subject);
      } else {
        display.failed(subject);
      }
    }
  }
}
