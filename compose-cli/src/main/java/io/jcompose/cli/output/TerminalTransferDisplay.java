package io.jcompose.cli.output;

import io.jcompose.cli.output.LivePicture.Line;
import io.jcompose.cli.output.LivePicture.Mood;
import io.jcompose.cli.output.LivePicture.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line for each thing that is worked on and below it one with a bar for each of its parts, drawn
 * anew in place. Numbers are kept as they come; they become text when it is drawn.
 */
final class TerminalTransferDisplay implements TransferDisplay {
  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(100);
  private static final int BAR = 20;

  private final LivePicture picture;
  private final TransferWords words;
  private final Clock clock;
  private final Map<String, Work> all = new LinkedHashMap<>();
  private Instant drawn = Instant.MIN;

  TerminalTransferDisplay(LivePicture picture, TransferWords words, Clock clock) {
    this.picture = picture;
    this.words = words;
    this.clock = clock;
  }

  @Override
  public void began(String subject) {
    show(subject, Mood.WORKING, words.doing());
  }

  @Override
  public void succeeded(String subject) {
    show(subject, Mood.DONE, words.done());
  }

  @Override
  public void failed(String subject) {
    show(subject, Mood.FAILED, "Failed");
  }

  private synchronized void show(String subject, Mood mood, String word) {
    Instant now = clock.instant();
    work(subject, now).become(mood, word, now);
    draw(now);
  }

  @Override
  public synchronized void at(String subject, String part, long done, long total) {
    Instant now = clock.instant();
    boolean turning = work(subject, now).part(part, now).become(done, total, now);
    if (turning || drawn.plus(BETWEEN_PICTURES).isBefore(now)) {
      draw(now);
    }
  }

  private Work work(String subject, Instant now) {
    return all.computeIfAbsent(subject, unused -> new Work(words.doing(), now));
  }

  private void draw(Instant now) {
    drawn = now;
    List<Row> rows = new ArrayList<>();
    all.forEach(
        (subject, work) -> {
          rows.add(new Row(subject, work.line()));
          work.parts.forEach((name, part) -> rows.add(new Row("  " + name, part.line())));
        });
    picture.draw(rows);
  }

  /** Something that is worked on. */
  private static final class Work {
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Instant since;
    private Mood mood = Mood.WORKING;
    private String word;
    private Instant at;

    Work(String word, Instant since) {
      this.word = word;
      this.since = since;
      this.at = since;
    }

    void become(Mood newMood, String newWord, Instant now) {
      mood = newMood;
      word = newWord;
      at = now;
    }

    Part part(String name, Instant now) {
      at = now;
      return parts.computeIfAbsent(name, unused -> new Part(now));
    }

    Line line() {
      return new Line(mood, word, since, at);
    }
  }

  /** A part of it, in bytes. */
  private static final class Part {
    private final Instant since;
    private boolean told;
    private long done;
    private long total;
    private Instant at;

    Part(Instant since) {
      this.since = since;
      this.at = since;
    }

    /** Returns whether it begins or is complete with this. */
    boolean become(long newDone, long newTotal, Instant now) {
      boolean before = isComplete();
      boolean begins = !told;
      told = true;
      done = newDone;
      total = newTotal;
      at = before ? at : now;
      return begins || (isComplete() && !before);
    }

    private boolean isComplete() {
      return total > 0 && done >= total;
    }

    Line line() {
      return new Line(isComplete() ? Mood.DONE : Mood.WORKING, bar(), since, at);
    }

    private String bar() {
      if (total <= 0) {
        return ByteSize.of(done);
      }
      int full = (int) (BAR * (double) Math.min(done, total) / total);
      return "["
          + "=".repeat(full)
          + " ".repeat(BAR - full)
          + "] "
          + ByteSize.of(done)
          + " / "
          + ByteSize.of(total);
    }
  }
}
