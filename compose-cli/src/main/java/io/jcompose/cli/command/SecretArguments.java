package io.jcompose.cli.command;

import io.jcompose.model.value.SecretName;
import io.jcompose.scheduler.runtime.SecretStatus;
import io.jcompose.scheduler.runtime.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the commands about secrets have in common. */
final class SecretArguments {
  private SecretArguments() {}

  /** Returns the name that was given. */
  static SecretName name(String given) {
    try {
      return new SecretName(given);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), "choose another name", e);
    }
  }

  /** Returns what is known of a secret that must be there. */
  static SecretStatus existing(Secrets secrets, String given) {
    return secrets.find(name(given)).orElseThrow(() -> unknown(given));
  }

  static CommandFailure unknown(String name) {
    return new CommandFailure(
        "there is no secret '" + name + "'", "see with 'jcompose secret ls' what there is");
  }

  /** Returns what is known of a secret under the keys that docker gives it. */
  static Map<String, Object> toMap(SecretStatus secret) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Name", secret.name().value());
    map.put("CreatedAt", secret.created().toString());
    map.put("UpdatedAt", secret.changed().toString());
    map.put("Version", secret.version());
    map.put("Labels", secret.labels());
    return map;
  }
}
