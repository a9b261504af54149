package io.jcompose.cli.command;

import io.jcompose.scheduler.runtime.NetworkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which networks are meant by {@code --filter}: those that match every one. */
final class NetworkFilter {
  private final List<Predicate<NetworkStatus>> conditions;

  private NetworkFilter(List<Predicate<NetworkStatus>> conditions) {
    this.conditions = conditions;
  }

  /**
   * Reads filters.
   *
   * @throws CommandFailure if one is not known
   */
  static NetworkFilter of(List<String> texts) {
    List<Predicate<NetworkStatus>> conditions = new ArrayList<>();
    texts.forEach(text -> conditions.add(condition(text)));
    return new NetworkFilter(conditions);
  }

  private static Predicate<NetworkStatus> condition(String text) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    return switch (key) {
      case "name" -> network -> network.plan().name().value().contains(value);
      case "id" -> network -> network.id().startsWith(value);
      case "driver" -> network -> NetworkListCommand.driver(network).equals(value);
      case "project" ->
          network ->
              network.plan().project().filter(own -> own.value().equals(value)).isPresent();
      case "label" -> network -> hasLabel(network, value);
      case "dangling" ->
          network -> network.endpoints().isEmpty() == Boolean.parseBoolean(value);
      default ->
          throw new CommandFailure(
              "networks cannot be filtered by '" + key + "'",
              "filter by name, id, driver, project, label or dangling");
    };
  }

  private static boolean hasLabel(NetworkStatus network, String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? network.plan().labels().containsKey(text)
        : text.substring(equals + 1)
            .equals(network.plan().labels().get(text.substring(0, equals)));
  }

  /** Returns whether a network matches. */
  boolean matches(NetworkStatus network) {
    return conditions.stream().allMatch(condition -> condition.test(network));
  }
}
