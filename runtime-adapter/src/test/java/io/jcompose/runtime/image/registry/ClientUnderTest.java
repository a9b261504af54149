package io.jcompose.runtime.image.registry;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Makes clients whose pauses take no time but are written down. */
final class ClientUnderTest {
  final TestClock clock = new TestClock();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private CredentialSource credentials = CredentialSource.NONE;
  private TrustSource trust = TrustSource.USUAL;
  private ClientSettings settings = ClientSettings.DEFAULT;
  private Map<String, String> environment = Map.of();

  ClientUnderTest as(Credentials login) {
    credentials = repository -> Optional.of(login);
    return this;
  }

  ClientUnderTest as(String user, String password) {
    return as(new Credentials.Password(user, password));
  }

  ClientUnderTest trusting(TrustSource changed) {
    trust = changed;
    return this;
  }

  ClientUnderTest with(ClientSettings changed) {
    settings = changed;
    return this;
  }

  ClientUnderTest in(Map<String, String> changed) {
    environment = changed;
    return this;
  }

  RegistryClient client() {
    return new RegistryClient(
        credentials, trust, settings, new Surroundings(environment, clock, pauses::add));
  }

  static RegistryFailure failureOf(ThrowingCallable call) {
    return catchThrowableOfType(RegistryFailure.class, call);
  }
}
