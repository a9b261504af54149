package io.jcompose.cli.output;

import io.jcompose.cli.output.LivePicture.Mood;
import io.jcompose.model.value.ImageReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A line for each image and one with a bar for each of its parts, drawn anew in place. */
final class TerminalPullDisplay implements PullDisplay {
  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);
  private static final int BAR = 20;

  private final LivePicture picture;
  private final TransferWords words;
  private final Clock clock;
  private Instant drawn = Instant.MIN;

  TerminalPullDisplay(LivePicture picture, TransferWords words, Clock clock) {
    this.picture = picture;
    this.words = words;
    this.clock = clock;
  }

  @Override
  public void began(ImageReference image) {
    show(Mood.WORKING, image, words.doing());
  }

  @Override
  public synchronized void at(ImageReference image, String part, long done, long total) {
    Instant now = clock.instant();
    boolean complete = total > 0 && done >= total;
    picture.put(
        complete ? Mood.DONE : Mood.WORKING, "  " + image + " " + part, bar(done, total), now);
    if (complete || drawn.plus(BETWEEN_PICTURES).isBefore(now)) {
      drawn = now;
      picture.draw();
    }
  }

  private static String bar(long done, long total) {
    if (total <= 0) {
      return ByteSize.of(done);
    }
    int full = (int) (BAR * Math.min(done, total) / total);
    return "["
        + "=".repeat(full)
        + " ".repeat(BAR - full)
        + "] "
        + ByteSize.of(done)
        + " / "
        + ByteSize.of(total);
  }

  @Override
  public void succeeded(ImageReference image) {
    show(Mood.DONE, image, words.done());
  }

  @Override
  public void failed(ImageReference image) {
    show(Mood.FAILED, image, "Failed");
  }

  private synchronized void show(Mood mood, ImageReference image, String word) {
    picture.put(mood, "Image " + image, word, clock.instant());
    picture.draw();
  }
}
