package io.jcompose.runtime.image.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server of this machine, and hands bytes on. As a proxy it is told
 * first where to, and leads to its server all the same; as a door it lets nobody in who greets in
 * TLS; else it can reset connections half-way.
 */
public final class Passage implements AutoCloseable {
  /** The first byte of a TLS greeting. */
  private static final int HANDSHAKE = 0x16;

  private enum Kind {
    PROXY,
    DOOR,
    RESETTING
  }

  private final int target;
  private final Kind kind;
  private final int resetAfter;
  private final AtomicInteger resets;
  private final ServerSocket entrance;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private Passage(int target, Kind kind, int resetAfter, int resets) {
    this.target = target;
    this.kind = kind;
    this.resetAfter = resetAfter;
    this.resets = new AtomicInteger(resets);
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.execute(this::accept);
  }

  /** Opens a proxy that knows {@code CONNECT}. */
  static Passage proxy(int target) {
    return new Passage(target, Kind.PROXY, Integer.MAX_VALUE, 0);
  }

  /**
   * Opens the door of a server that speaks plain HTTP: greetings in TLS are answered as registries
   * do it. The JDK's own server answers them late or, from Java 25 on, never.
   */
  static Passage door(int target) {
    return new Passage(target, Kind.DOOR, Integer.MAX_VALUE, 0);
  }

  /** Opens a passage that resets so many connections after so many bytes of the answer. */
  public static Passage resetting(int target, int bytes, int times) {
    return new Passage(target, Kind.RESETTING, bytes, times);
  }

  public String authority() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Returns what the proxy was told, connection by connection. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      if (kind == Kind.PROXY) {
        heads.add(head(client.getInputStream()));
        say(client, "HTTP/1.1 200 OK\r\n\r\n");
      }
      if (kind == Kind.DOOR) {
        int first = client.getInputStream().read();
        if (first < 0) {
          return;
        }
        if (first == HANDSHAKE) {
          say(client, "HTTP/1.0 400 Bad Request\r\n\r\nthis is a plain HTTP server\n");
          client.shutdownOutput();
          // what is not read would make the answer a reset
          client.getInputStream().transferTo(OutputStream.nullOutputStream());
          return;
        }
        server.getOutputStream().write(first);
      }
      threads.execute(() -> copy(client, server, Integer.MAX_VALUE));
      boolean reset = resets.getAndDecrement() > 0;
      copy(server, client, reset ? resetAfter : Integer.MAX_VALUE);
      if (reset) {
        client.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // one of them went away
    }
  }

  private static void say(Socket client, String words) throws IOException {
    client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static void copy(Socket from, Socket to, int most) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      int left = most;
      int count = in.read(buffer);
      while (count >= 0 && left > 0) {
        out.write(buffer, 0, Math.min(count, left));
        left -= Math.min(count, left);
        count = left > 0 ? in.read(buffer) : -1;
      }
      if (count < 0 && left > 0) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      // one of them went away
    }
  }

  @Override
  public void close() {
    try {
      entrance.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads.shutdownNow();
  }
}
