package io.jcompose.cli.output;

import io.jcompose.scheduler.runtime.ExecSpec.Streams;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The standard streams of this process. Text is written in UTF-8, a line at a time and at once, so
 * that lines of several threads never mix.
 */
public final class Console {
  private static final int BLOCK = 8192;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final TerminalFacts facts;
  private final Streams handedOn;

  /** Creates a console over streams of the caller's, as a test does. */
  public Console(InputStream in, PrintStream out, PrintStream err, TerminalFacts facts) {
    this(in, out, err, facts, new Streams.Piped(in, out, err));
  }

  private Console(
      InputStream in, PrintStream out, PrintStream err, TerminalFacts facts, Streams handedOn) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.facts = facts;
    this.handedOn = handedOn;
  }

  /** Returns the console of this process. Called once, by the wiring. */
  public static Console real(TerminalFacts facts) {
    return new Console(
        System.in,
        buffered(FileDescriptor.out),
        buffered(FileDescriptor.err),
        facts,
        new Streams.Inherited());
  }

  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }

  /** Returns standard input; nobody closes it. */
  public InputStream in() {
    return in;
  }

  /**
   * Returns standard output for bytes; nobody closes it.
   *
   * <p>Writing to it throws {@link OutputClosedException} if nobody reads it any more.
   */
  public OutputStream outStream() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) {
        synchronized (out) {
          out.write(bytes, from, count);
        }
        // asking flushes: once a block is as often as is needed
        if (count >= BLOCK && out.checkError()) {
          throw new OutputClosedException();
        }
      }

      @Override
      public void flush() {
        if (out.checkError()) {
          throw new OutputClosedException();
        }
      }
    };
  }

  /**
   * Returns standard error for bytes; nobody closes it, and whether anybody reads it is the same.
   */
  public OutputStream errorStream() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) {
        synchronized (err) {
          err.write(bytes, from, count);
          err.flush();
        }
      }
    };
  }

  /** Returns the streams as another program gets them. */
  public Streams handedOn() {
    return handedOn;
  }

  /** Returns what the streams are joined to. */
  public TerminalFacts facts() {
    return facts;
  }

  /**
   * Writes a line to standard output.
   *
   * @throws OutputClosedException if nobody reads it any more
   */
  public void line(String text) {
    print(text + "\n");
  }

  /**
   * Writes text to standard output as it is.
   *
   * @throws OutputClosedException if nobody reads it any more
   */
  public void print(String text) {
    synchronized (out) {
      out.print(text);
      if (out.checkError()) {
        throw new OutputClosedException();
      }
    }
  }

  /**
   * Writes bytes to standard output as they are.
   *
   * @throws OutputClosedException if nobody reads it any more
   */
  public void write(ByteArrayOutputStream bytes) {
    synchronized (out) {
      write(bytes, out);
      if (out.checkError()) {
        throw new OutputClosedException();
      }
    }
  }

  /** Writes bytes to standard error as they are; whether anybody reads it does not matter. */
  public void errorWrite(ByteArrayOutputStream bytes) {
    synchronized (err) {
      write(bytes, err);
      err.flush();
    }
  }

  private static void write(ByteArrayOutputStream bytes, PrintStream to) {
    try {
      bytes.writeTo(to);
    } catch (IOException e) {
      throw new IllegalStateException("a print stream keeps its failures to itself", e);
    }
  }

  /** Writes a line to standard error; whether anybody reads it does not matter. */
  public void errorLine(String text) {
    errorPrint(text + "\n");
  }

  /** Writes text to standard error as it is; whether anybody reads it does not matter. */
  public void errorPrint(String text) {
    synchronized (err) {
      err.print(text);
      err.flush();
    }
  }

  /**
   * Asks a question on standard error and returns whether the answer is yes; an input that has
   * ended says no.
   */
  public boolean confirms(String question) {
    errorPrint(question + " [y/N] ");
    StringBuilder answer = new StringBuilder();
    try {
      for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
        answer.append((char) read);
      }
    } catch (IOException e) {
      return false;
    }
    return answer.toString().strip().matches("(?i)y(es)?");
  }

  /** Asks for a line on standard error; empty if the input has ended. */
  public Optional<String> ask(String question) {
    errorPrint(question);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int read;
    try {
      for (read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
        answer.write(read);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    boolean ended = read < 0 && answer.size() == 0;
    return ended ? Optional.empty() : Optional.of(answer.toString(StandardCharsets.UTF_8));
  }

  /** Writes the stack trace of {@code failure} to standard error. */
  public void trace(Throwable failure) {
    synchronized (err) {
      failure.printStackTrace(err);
      err.flush();
    }
  }

  /** Returns a writer to standard output for picocli's help; flush it. */
  public PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** Returns a writer to standard error for picocli's messages; flush it. */
  public PrintWriter errorWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }
}
