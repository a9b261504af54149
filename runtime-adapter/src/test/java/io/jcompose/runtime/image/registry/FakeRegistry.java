package io.jcompose.runtime.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A registry in memory, on a port of this machine that the system chose. It can demand a password
 * or a token, and it misbehaves as it is told.
 */
public final class FakeRegistry implements AutoCloseable {
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([0-9]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");

  static {
    // or else each answer waits 40 ms for the client to acknowledge its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A request as it came. */
  public record Seen(String line, Optional<String> authorization) {
    @Override
    public String toString() {
      return line;
    }
  }

  private record Stored(String mediaType, String text) {
    byte[] content() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private record Misbehaviour(Pattern request, AtomicInteger times, Fault fault) {}

  private final HttpServer server;
  private final @Nullable Passage door;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, Stored> manifests = new ConcurrentSkipListMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final List<Misbehaviour> misbehaviours = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String login;
  private volatile @Nullable String identity;
  private volatile boolean byToken;
  private volatile boolean strangersGetTokens;
  private volatile int pageSize = Integer.MAX_VALUE;

  private FakeRegistry(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    this.door = scheme.equals("http") ? Passage.door(server.getAddress().getPort()) : null;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Opens a registry that speaks plain HTTP. */
  public static FakeRegistry plain() {
    try {
      return new FakeRegistry(HttpServer.create(anyPort(), 0), "http");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a registry that speaks TLS. */
  static FakeRegistry tls(SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new FakeRegistry(server, "https");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public String authority() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return door == null ? server.getAddress().getPort() : door.port();
  }

  String base() {
    return scheme + "://" + authority();
  }

  /** Returns a repository of this registry, insecure if it has no TLS. */
  RemoteRepository repository(String path) {
    return new RemoteRepository(authority(), path, scheme.equals("http"));
  }

  /** Stores a blob in a repository. */
  public Descriptor put(String path, byte[] content) {
    Digest digest = Digest.of(content);
    blobs.put(path + "@" + digest, content);
    return new Descriptor(Optional.empty(), digest, content.length, Optional.empty(), Map.of());
  }

  /** Stores a manifest under a tag and its digest. */
  public Digest tag(String path, String tag, String mediaType, String text) {
    Stored stored = new Stored(mediaType, text);
    Digest digest = Digest.of(stored.content());
    manifests.put(path + ":" + tag, stored);
    manifests.put(path + ":" + digest, stored);
    return digest;
  }

  public Optional<byte[]> blob(String path, Digest digest) {
    return Optional.ofNullable(blobs.get(path + "@" + digest));
  }

  public Optional<String> manifest(String path, String reference) {
    return Optional.ofNullable(manifests.get(path + ":" + reference)).map(Stored::text);
  }

  /** Lets in only who has this name and password. */
  public void demandPassword(String user, String password) {
    login = user + ":" + password;
  }

  /** Lets in only who has a token of {@code /token}, where everybody gets one. */
  void demandToken() {
    byToken = true;
    strangersGetTokens = true;
  }

  /** Lets in only who has a token, which {@code /token} gives for this password. */
  void demandToken(String user, String password) {
    byToken = true;
    login = user + ":" + password;
  }

  /** Lets in only who has a token, which {@code /token} gives for this identity token. */
  void demandTokenOfIdentity(String token) {
    byToken = true;
    identity = token;
  }

  void forgetTokens() {
    tokens.clear();
  }

  void pageSize(int tags) {
    pageSize = tags;
  }

  /**
   * Strikes the next requests that fit.
   *
   * @param request a pattern that is found in {@code METHOD /path?query}
   */
  public void misbehave(String request, int times, Fault fault) {
    misbehaviours.add(new Misbehaviour(Pattern.compile(request), new AtomicInteger(times), fault));
  }

  /** Behaves well again. */
  public void behave() {
    misbehaviours.clear();
  }

  /** Returns all requests so far but the greetings, by which a scheme is found. */
  public List<Seen> seen() {
    return seen.stream().filter(request -> !request.line.equals("GET /v2/")).toList();
  }

  /** Returns how many bytes of endless answers were sent. */
  long sent() {
    return sent.get();
  }

  void counted(int bytes) {
    sent.addAndGet(bytes);
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      seen.add(
          new Seen(
              line, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
      for (Misbehaviour misbehaviour : misbehaviours) {
        if (misbehaviour.request.matcher(line).find()
            && misbehaviour.times.getAndDecrement() > 0
            && misbehaviour.fault.strike(exchange, this)) {
          return;
        }
      }
      if (exchange.getRequestURI().getPath().equals("/token")) {
        giveToken(exchange);
      } else if (mayEnter(exchange)) {
        answer(exchange);
      } else {
        challenge(exchange);
      }
    } catch (IOException e) {
      // the client went away, which tests make it do
    }
  }

  private boolean mayEnter(HttpExchange exchange) {
    String shown =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (byToken) {
      return shown.startsWith("Bearer ") && tokens.contains(shown.substring(7));
    }
    return login == null || shown.equals(basic(login));
  }

  private void challenge(HttpExchange exchange) throws IOException {
    String challenge =
        byToken
            ? "Bearer realm=\"" + base() + "/token\",service=\"fake\",scope=\"ignored\""
            : "Basic realm=\"fake\"";
    exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
    refuse(exchange, 401, "UNAUTHORIZED", "authentication required");
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String shown =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    boolean known =
        strangersGetTokens
            || (login != null && shown.equals(basic(login)))
            || (identity != null
                && form.contains("grant_type=refresh_token")
                && form.contains("refresh_token=" + identity));
    if (!known) {
      refuse(exchange, 401, "UNAUTHORIZED", "incorrect username or password");
      return;
    }
    String token = "token-" + number.incrementAndGet();
    tokens.add(token);
    String member = identity == null ? "token" : "access_token";
    send(
        exchange,
        200,
        "application/json",
        ("{\"" + member + "\": \"" + token + "\", \"expires_in\": 300}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    Matcher blob = BLOB.matcher(path);
    Matcher manifest = MANIFEST.matcher(path);
    Matcher start = UPLOADS.matcher(path);
    Matcher upload = UPLOAD.matcher(path);
    Matcher tags = TAGS.matcher(path);
    if (path.equals("/v2/")) {
      send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    } else if (start.matches()) {
      startUpload(exchange, start.group(1));
    } else if (upload.matches()) {
      upload(exchange, upload.group(1), upload.group(2));
    } else if (blob.matches()) {
      sendBlob(exchange, true, content -> content, Integer.MAX_VALUE);
    } else if (manifest.matches() && method.equals("PUT")) {
      byte[] content = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      Digest digest =
          tag(
              manifest.group(1),
              manifest.group(2),
              String.valueOf(type),
              new String(content, StandardCharsets.UTF_8));
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest.toString());
      exchange.sendResponseHeaders(201, -1);
    } else if (manifest.matches()) {
      sendManifest(exchange, manifest.group(1) + ":" + manifest.group(2));
    } else if (tags.matches()) {
      sendTags(exchange, tags.group(1));
    } else {
      refuse(exchange, 404, "UNSUPPORTED", "no such address");
    }
  }

  private void sendManifest(HttpExchange exchange, String name) throws IOException {
    Stored stored = manifests.get(name);
    if (stored == null) {
      refuse(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Docker-Content-Digest", Digest.of(stored.content()).toString());
    send(exchange, 200, stored.mediaType, stored.content());
  }

  private void sendTags(HttpExchange exchange, String path) throws IOException {
    List<String> all =
        manifests.keySet().stream()
            .filter(name -> name.startsWith(path + ":") && !name.contains("sha256:"))
            .map(name -> name.substring(path.length() + 1))
            .toList();
    String last = query(exchange).getOrDefault("last", "");
    List<String> page =
        all.stream().filter(tag -> tag.compareTo(last) > 0).limit(pageSize).toList();
    if (!page.isEmpty() && !page.get(page.size() - 1).equals(all.get(all.size() - 1))) {
      String next = "/v2/" + path + "/tags/list?last=" + page.get(page.size() - 1);
      exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
    }
    String list =
        page.stream().map(tag -> '"' + tag + '"').reduce((a, b) -> a + "," + b).orElse("");
    send(
        exchange,
        200,
        "application/json",
        ("{\"name\": \"" + path + "\", \"tags\": [" + list + "]}")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a blob or a part of it, changed, and breaks off after {@code most} bytes. */
  void sendBlob(HttpExchange exchange, boolean ranges, UnaryOperator<byte[]> change, int most)
      throws IOException {
    Matcher address = BLOB.matcher(exchange.getRequestURI().getPath());
    byte[] content =
        address.matches() ? blobs.get(address.group(1) + "@" + address.group(2)) : null;
    if (content == null) {
      refuse(exchange, 404, "BLOB_UNKNOWN", "blob unknown to registry");
      return;
    }
    content = change.apply(content);
    int status = 200;
    String asked = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    if (ranges && range.matches()) {
      int start = Integer.parseInt(range.group(1));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
      content = Arrays.copyOfRange(content, start, content.length);
      status = 206;
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content, 0, Math.min(most, content.length));
    exchange.getResponseBody().flush();
  }

  private void startUpload(HttpExchange exchange, String path) throws IOException {
    Map<String, String> query = query(exchange);
    byte[] known = blobs.get(query.get("from") + "@" + query.get("mount"));
    if (known != null) {
      put(path, known);
      exchange.sendResponseHeaders(201, -1);
      return;
    }
    String id = Integer.toString(number.incrementAndGet());
    uploads.put(id, new ByteArrayOutputStream());
    continueUpload(exchange, path, id);
  }

  private static void continueUpload(HttpExchange exchange, String path, String id)
      throws IOException {
    // relative, and with a query of its own, as some registries write it
    exchange
        .getResponseHeaders()
        .set("Location", "/v2/" + path + "/blobs/uploads/" + id + "?state=x%3D");
    exchange.sendResponseHeaders(202, -1);
  }

  private void upload(HttpExchange exchange, String path, String id) throws IOException {
    ByteArrayOutputStream upload = uploads.get(id);
    Map<String, String> query = query(exchange);
    if (upload == null || !"x=".equals(query.get("state"))) {
      refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
      return;
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      uploads.remove(id);
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    if (range != null && !range.startsWith(upload.size() + "-")) {
      refuse(exchange, 416, "RANGE_INVALID", "not the next part");
      return;
    }
    exchange.getRequestBody().transferTo(upload);
    if (exchange.getRequestMethod().equals("PATCH")) {
      continueUpload(exchange, path, id);
      return;
    }
    uploads.remove(id);
    if (!Digest.of(upload.toByteArray()).toString().equals(query.get("digest"))) {
      refuse(exchange, 400, "DIGEST_INVALID", "provided digest did not match uploaded content");
      return;
    }
    put(path, upload.toByteArray());
    exchange.sendResponseHeaders(201, -1);
  }

  /** Returns how many uploads were begun and neither finished nor given up. */
  int openUploads() {
    return uploads.size();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? List.<String>of() : Arrays.asList(raw.split("&", -1))) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    // the server resets a connection on which much is left unread, and with it the answer
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    String body = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}";
    send(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String mediaType, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  @Override
  public void close() {
    if (door != null) {
      door.close();
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
