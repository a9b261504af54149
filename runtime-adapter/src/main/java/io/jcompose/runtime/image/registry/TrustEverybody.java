package io.jcompose.runtime.image.registry;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes every certificate, for any name: for registries that the user called insecure. It must be
 * of the extended kind: around any other the JDK would check the name all the same.
 */
final class TrustEverybody extends X509ExtendedTrustManager {
  /**
   * Returns how to speak TLS with somebody whose certificate does not matter.
   *
   * @param identity with what we are known there
   */
  static SSLContext context(List<KeyManager> identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity.toArray(KeyManager[]::new), new TrustManager[] {new TrustEverybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have TLS", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
