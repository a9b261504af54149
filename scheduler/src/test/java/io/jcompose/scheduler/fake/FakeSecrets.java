package io.jcompose.scheduler.fake;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.SecretStatus;
import io.jcompose.scheduler.runtime.Secrets;
import io.jcompose.scheduler.time.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets of a {@link FakeRuntime}; of contents it keeps digests only. */
final class FakeSecrets implements Secrets {
  private final Timer timer;
  private final Map<SecretName, SecretStatus> secrets = new TreeMap<>();

  FakeSecrets(Timer timer) {
    this.timer = timer;
  }

  @Override
  public synchronized void create(
      SecretName name, HiddenContent content, Map<String, String> labels) {
    if (secrets.containsKey(name)) {
      throw new RuntimeFailure("there is a secret '" + name + "' already", "give '--replace'");
    }
    replace(name, content, labels);
  }

  @Override
  public synchronized void replace(
      SecretName name, HiddenContent content, Map<String, String> labels) {
    Instant now = timer.now();
    Instant created = find(name).map(SecretStatus::created).orElse(now);
    secrets.put(name, new SecretStatus(name, content.digest(), created, now, labels));
  }

  @Override
  public synchronized List<SecretName> names() {
    return List.copyOf(secrets.keySet());
  }

  @Override
  public synchronized Optional<SecretStatus> find(SecretName name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public synchronized boolean remove(SecretName name) {
    return secrets.remove(name) != null;
  }
}
