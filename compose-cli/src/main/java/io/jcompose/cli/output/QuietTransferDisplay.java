package io.jcompose.cli.output;

/** Shows nothing. */
final class QuietTransferDisplay implements TransferDisplay {
  @Override
  public void began(String subject) {}

  @Override
  public void at(String subject, String part, long done, long total) {}

  @Override
  public void succeeded(String subject) {}

  @Override
  public void failed(String subject) {}
}
