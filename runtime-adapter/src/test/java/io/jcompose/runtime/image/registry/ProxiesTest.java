package io.jcompose.runtime.image.registry;

import static io.jcompose.runtime.image.registry.ClientUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static String leadingTo(Map<String, String> environment, String target) {
    return new Proxies(environment)
        .leadingTo(URI.create(target))
        .map(Object::toString)
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.test/, tls.test:3128",
    "http://a.test/, plain.test:80",
    "https://localhost/, none",
    "https://x.localhost:5000/, none",
    "https://127.0.0.1:5000/, none",
    "https://127.8.8.8/, none",
    "https://[::1]/, none",
  })
  void eachSchemeHasItsProxyAndThisHostHasNone(String target, String proxy) {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://u:p@tls.test:3128/", "http_proxy", "plain.test");

    assertThat(leadingTo(environment, target)).isEqualTo(proxy);
  }

  @Test
  void aVariableInCapitalsGoesBeforeTheOther() {
    assertThat(
            leadingTo(
                Map.of("HTTPS_PROXY", "capitals:1", "https_proxy", "small:2"), "https://a.test/"))
        .isEqualTo("capitals:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | https://a.test/ | true",
        "a.test | https://a.test/ | true",
        "A.Test | https://a.test/ | true",
        "a.test | https://sub.a.test/ | true",
        "a.test | https://ba.test/ | false",
        ".a.test | https://sub.a.test/ | true",
        ".a.test | https://a.test/ | false",
        "*.a.test | https://sub.a.test/ | true",
        "b.test, a.test | https://a.test/ | true",
        "b.test a.test | https://a.test/ | true",
        "a.test:443 | https://a.test/ | true",
        "a.test:5000 | https://a.test/ | false",
        "a.test:5000 | https://a.test:5000/ | true",
        "10.1.2.3 | https://10.1.2.3/ | true",
        "10.0.0.0/8 | https://10.1.2.3/ | true",
        "10.0.0.0/8 | https://11.1.2.3/ | false",
        "10.0.0.0/8 | https://ten.test/ | false",
        "fd00::/8 | https://[fd12::1]:5000/ | true",
        "fd00::/8 | https://10.1.2.3/ | false",
        "[fd12::1]:5000 | https://[fd12::1]:5000/ | true",
        "10.0.0.0/99 | https://10.1.2.3/ | false",
        "/ | https://10.1.2.3/ | false",
      })
  void whoIsNamedIsReachedDirectly(String exempt, String target, boolean direct) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", exempt);

    assertThat(leadingTo(environment, target)).isEqualTo(direct ? "none" : "p:1");
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://user:secret@p:1, proxies that speak socks5 are not known here",
    "http://user:secret@p:none, its value is no proxy's address",
  })
  void aValueThatIsNoProxyIsRefusedWithoutShowingIt(String value, String why) {
    RegistryFailure failure =
        failureOf(() -> leadingTo(Map.of("HTTPS_PROXY", value), "https://a.test/"));

    assertThat(failure)
        .hasMessage("cannot use the proxy of the variable HTTPS_PROXY: " + why)
        .hasMessageNotContaining("secret");
  }
}
