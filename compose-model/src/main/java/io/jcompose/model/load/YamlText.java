package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Writes a tree as YAML, in block style, one line a scalar where that is possible. */
final class YamlText {
  /** Bare, some YAML reader or other takes these for a null, a boolean, a number or a date. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "|~|null|y|n|yes|no|on|off|true|false|=|<<"
              + "|[-+]?(\\.inf|\\.nan|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+)"
              + "|[-+]?[0-9][0-9_,]*(:[0-9]{1,2})*(\\.[0-9_]*)?(e[-+]?[0-9]+)?"
              + "|[-+]?\\.[0-9_]+(e[-+]?[0-9]+)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
          Pattern.CASE_INSENSITIVE);

  private static final ImplicitTuple NO_TAG = new ImplicitTuple(true, true);

  private final List<Event> events = new ArrayList<>();

  private YamlText() {}

  /** Returns {@code top} as YAML, ending in a line break. */
  static String of(MapNode top) {
    var text = new YamlText();
    text.events.add(new StreamStartEvent());
    text.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    text.add(top);
    text.events.add(new DocumentEndEvent(false));
    text.events.add(new StreamEndEvent());
    DumpSettings settings =
        DumpSettings.builder()
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .build();
    return new Present(settings).emitToString(text.events.iterator());
  }

  private void add(Node node) {
    if (node instanceof MapNode map) {
      FlowStyle style = map.entries().isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
      events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
      map.entries()
          .forEach(
              (key, entry) -> {
                addText(key);
                add(entry.value());
              });
      events.add(new MappingEndEvent());
    } else if (node instanceof ListNode list) {
      FlowStyle style = list.items().isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
      events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
      list.items().forEach(this::add);
      events.add(new SequenceEndEvent());
    } else if (node.isNull()) {
      addScalar("null", ScalarStyle.PLAIN);
    } else {
      var scalar = (ScalarNode) node;
      if (scalar.plain()) {
        addScalar(scalar.text(), ScalarStyle.PLAIN);
      } else {
        addText(scalar.text());
      }
    }
  }

  private void addText(String text) {
    addScalar(text, style(text));
  }

  private static ScalarStyle style(String text) {
    if (text.indexOf('\n') >= 0) {
      // a literal block cannot keep white space at the start of its first line
      return Character.isWhitespace(text.charAt(0))
          ? ScalarStyle.DOUBLE_QUOTED
          : ScalarStyle.LITERAL;
    }
    return AMBIGUOUS.matcher(text).matches() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
  }

  private void addScalar(String text, ScalarStyle style) {
    events.add(new ScalarEvent(Optional.empty(), Optional.empty(), NO_TAG, text, style));
  }
}
