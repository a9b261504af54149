package io.jcompose.cli.command;

import io.jcompose.cli.output.TransferDisplay;

/** Tells the service manager too how images come: it would else lose its patience. */
final class ToldTransfer implements TransferDisplay {
  private final ServiceManager manager;
  private final TransferDisplay display;

  ToldTransfer(ServiceManager manager, TransferDisplay display) {
    this.manager = manager;
    this.display = display;
  }

  @Override
  public void began(String subject) {
    manager.status("Pulling " + subject);
    manager.progressing();
    display.began(subject);
  }

  @Override
  public void at(String subject, String part, long done, long total) {
    manager.progressing();
    display.at(subject, part, done, total);
  }

  @Override
  public void succeeded(String subject) {
    manager.progressing();
    display.succeeded(subject);
  }

  @Override
  public void failed(String subject) {
    display.failed(subject);
  }
}
