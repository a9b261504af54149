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
 * first where to, and leads to its server all the same; else it can reset connections half-way.
 */
public final class Passage implements AutoCloseable {
  private final int target;
  private final boolean proxy;
  private final int resetAfter;
  private final AtomicInteger resets;
  private final ServerSocket entrance;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private Passage(int target, boolean proxy, int resetAfter, int resets) {
    this.target = target;
    this.proxy = proxy;
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
    return new Passage(target, true, Integer.MAX_VALUE, 0);
  }

  /** Opens a passage that resets so many connections after so many bytes of the answer. */
  public static Passage resetting(int target, int bytes, int times) {
    return new Passage(target, false, bytes, times);
  }

  public String authority() {
    return "127.0.0.1:" + entrance.getLocalPort();
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
      if (proxy) {
        heads.add(head(client.getInputStream()));
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
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
    } catch (IOException e) {
      // one of them went away
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
