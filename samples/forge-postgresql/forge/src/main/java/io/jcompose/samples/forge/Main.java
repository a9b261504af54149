package io.jcompose.samples.forge;

/** Starts the forge with what the environment says, and stops it when the process is told to. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Forge forge = new Forge(Settings.of(System.getenv()));
    // SIGTERM ends in shutdown hooks: requests under way are answered first
    Runtime.getRuntime().addShutdownHook(new Thread(forge::close, "stop"));
    forge.start();
  }
}
