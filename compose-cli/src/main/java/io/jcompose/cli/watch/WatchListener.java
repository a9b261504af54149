package io.jcompose.cli.watch;

import io.jcompose.model.error.JcomposeException;
import java.io.OutputStream;

/** Where a watch says what it does. Is called by the thread that watches. */
public interface WatchListener {
  /** Is told what is being done, in a sentence. */
  void told(String sentence);

  /** Is told what the user should know, with its place where it is about a file. */
  void warned(String warning);

  /** Is told of something that did not work; the watch goes on. */
  void failed(JcomposeException failure);

  /** Returns where programs write that are run in containers; not closed. */
  OutputStream output();

  /** Returns where programs write their errors; not closed. */
  OutputStream errors();
}
