package io.jcompose.cli.command;

/**
 * Whoever started this process as a service and waits to hear how far it is, such as systemd. Safe
 * to use from several threads; never fails.
 */
public interface ServiceManager {
  /** Is told nothing. */
  ServiceManager NOBODY =
      new ServiceManager() {
        @Override
        public boolean isListening() {
          return false;
        }

        @Override
        public void status(String words) {}

        @Override
        public void progressing() {}

        @Override
        public void ready(String words) {}

        @Override
        public void stopping() {}
      };

  /** Returns whether there is one; else what it is told is lost. */
  boolean isListening();

  /** Tells in words what is going on. */
  void status(String words);

  /**
   * Tells that a start goes on and is worth waiting for a while longer, even if it has taken its
   * time. May be called as often as one likes.
   */
  void progressing();

  /** Tells that the service is all there, and in words what that means. */
  void ready(String words);

  /** Tells that the service is about to end. */
  void stopping();
}
