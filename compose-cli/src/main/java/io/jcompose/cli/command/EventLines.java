package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.cli.output.JsonText;
import io.jcompose.scheduler.event.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens to containers, a line each, as docker compose writes it. Belongs to one thread. */
final class EventLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final Console console;
  private final Set<String> services;
  private final boolean json;
  private final DateTimeFormatter time;
  private Optional<Instant> last = Optional.empty();

  /**
   * Creates a printer.
   *
   * @param services whose containers are told of; none means all
   * @param zone of the times that are not JSON's
   */
  EventLines(Console console, Set<String> services, boolean json, ZoneId zone) {
    this.console = console;
    this.services = services;
    this.json = json;
    this.time = TIME.withZone(zone);
  }

  /** Returns the moment after the last event there was; empty if there was none. */
  Optional<Instant> afterLast() {
    return last.map(at -> at.plusNanos(1));
  }

  /** Writes an event's line, if it is one that happened to a container. */
  void print(Event event) {
    if (event instanceof Event.Recorded recorded) {
      last = Optional.of(recorded.at());
      if (services.isEmpty() || services.contains(recorded.service().value())) {
        console.line(json ? JsonText.of(object(recorded)) : text(recorded));
      }
    }
  }

  private static Map<String, Object> object(Event.Recorded event) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("time", event.at().toString());
    object.put("type", "container");
    object.put("service", event.service().value());
    object.put("id", event.id());
    object.put("action", event.words());
    object.put("attributes", event.attributes());
    return object;
  }

  private String text(Event.Recorded event) {
    String attributes =
        event.attributes().entrySet().stream()
            .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
            .collect(Collectors.joining(", ", "(", ")"));
    return String.join(
        " ", time.format(event.at()), "container", event.words(), event.id(), attributes);
  }
}
