package io.jcompose.runtime.image.registry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP clients, one for each way to trust; made when first needed, as the first takes a
 * tenth of a second.
 */
final class HttpClients implements AutoCloseable {
  /**
   * Says with which schemes nobody may log in to a proxy on the way to TLS. The JDK reads it once,
   * when its first request is made, so it is set before.
   */
  private static final String REFUSED_AT_PROXIES = "jdk.http.auth.tunneling.disabledSchemes";

  /** How much is read at a time, 16 KB by default: each read wakes two threads. Read once, too. */
  private static final String READ_AT_ONCE = "jdk.httpclient.bufsize";

  private final TrustSource trust;
  private final Proxies proxies;
  private final Duration connectTimeout;
  private final Map<String, HttpClient> special = new HashMap<>();
  private final Map<String, HttpClient> careless = new HashMap<>();
  private @Nullable HttpClient usual;
  private @Nullable HttpClient trusting;
  private @Nullable ExecutorService threads;
  private boolean closed;

  HttpClients(TrustSource trust, Proxies proxies, Duration connectTimeout) {
    this.trust = trust;
    this.proxies = proxies;
    this.connectTimeout = connectTimeout;
    setUnlessSet(REFUSED_AT_PROXIES, ""); // by default "Basic", and proxies know little else
    setUnlessSet(READ_AT_ONCE, Integer.toString(128 * 1024));
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Returns the client to ask {@code authority} with.
   *
   * @param insecure whether its certificate does not matter
   */
  synchronized HttpClient get(String authority, boolean insecure) {
    if (closed) {
      throw new IllegalStateException("the registry client is closed");
    }
    if (insecure) {
      HttpClient known = careless.get(authority);
      return known == null ? makeCareless(authority) : known;
    }
    HttpClient known = special.get(authority);
    if (known != null) {
      return known;
    }
    Optional<SSLContext> context = trust.context(authority);
    if (context.isPresent()) {
      HttpClient client = make(context);
      special.put(authority, client);
      return client;
    }
    HttpClient client = usual == null ? make(Optional.empty()) : usual;
    usual = client;
    special.put(authority, client);
    return client;
  }

  /** Where nobody knows us by a certificate, one client serves for all. */
  private HttpClient makeCareless(String authority) {
    List<KeyManager> identity = trust.identity(authority);
    HttpClient client;
    if (identity.isEmpty()) {
      client = trusting == null ? make(Optional.of(TrustEverybody.context(identity))) : trusting;
      trusting = client;
    } else {
      client = make(Optional.of(TrustEverybody.context(identity)));
    }
    careless.put(authority, client);
    return client;
  }

  private HttpClient make(Optional<SSLContext> context) {
    if (threads == null) {
      threads =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "registry-client");
                thread.setDaemon(true);
                return thread;
              });
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // several layers at once are several connections: none waits for the window of another
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(threads)
            .proxy(proxies);
    context.ifPresent(builder::sslContext);
    return builder.build();
  }

  /** Lets go of connections and threads; before Java 21 the collector does it a little later. */
  @Override
  public void close() {
    Set<HttpClient> made = Collections.newSetFromMap(new IdentityHashMap<>());
    ExecutorService running;
    synchronized (this) {
      closed = true;
      made.addAll(special.values());
      made.addAll(careless.values());
      running = threads;
      special.clear();
      careless.clear();
      usual = null;
      trusting = null;
      threads = null;
    }
    for (HttpClient client : made) {
      end(client);
    }
    if (running != null) {
      running.shutdown();
    }
  }

  private static void end(Object client) {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("an HTTP client cannot be closed", e);
      }
    }
  }
}
