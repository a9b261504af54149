package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** The parser's events of one file. What the parser throws becomes a problem for the user. */
final class ParserEvents implements Iterator<Event> {
  private final String file;
  private final Iterator<Event> events;
  private Place reached;

  ParserEvents(String file, String text) {
    this.file = file;
    this.reached = new Place(file, 1, 1);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(YamlReader.MAX_BYTES)
            // all at once: the parser copies what it has of a long line whenever it reads on
            .setBufferSize(text.length() + 2)
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * Returns whether there is another event.
   *
   * @throws UnusableFileException if the file is not valid YAML from here on
   */
  @Override
  public boolean hasNext() {
    try {
      return events.hasNext();
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /**
   * Returns the next event.
   *
   * @throws UnusableFileException if the file is not valid YAML from here on
   */
  @Override
  public Event next() {
    try {
      Event event = events.next();
      reached = event.getEndMark().map(this::place).orElse(reached);
      return event;
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** Returns where {@code event} starts. */
  Place place(Event event) {
    return event.getStartMark().map(this::place).orElse(reached);
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private UnusableFileException unusable(RuntimeException failure) {
    if (failure instanceof MarkedYamlEngineException marked) {
      var message = new SyntaxMessage(marked);
      Optional<Place> place = message.mark().map(this::place);
      return new UnusableFileException(place.orElse(reached), message.text(), message.hint());
    }
    if (failure instanceof YamlVersionException version) {
      return new UnusableFileException(
          reached,
          "is written in YAML " + version.getSpecVersion().getRepresentation(),
          "remove the '%YAML' directive");
    }
    // the parser's answer to an escape such as "\\UFFFFFFFF"; it does not say where
    return new UnusableFileException(
        reached,
        "is not valid YAML: an escape further on stands for no character",
        "write '\\U' with the eight digits of a code point up to 0010FFFF");
  }
}
