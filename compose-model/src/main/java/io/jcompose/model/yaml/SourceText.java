package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes to text: UTF-8, or UTF-16 where a byte order mark says so, without characters that YAML
 * does not allow.
 */
final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final Problems problems;

  SourceText(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Returns the text without its byte order mark; empty, after a problem, if it is none. */
  Optional<String> decode(byte[] content) {
    Charset charset = charset(content);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer chars = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(bytes, chars, true);
    String text = chars.flip().toString();
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    if (result.isError()) {
      problems.add(
          placeAfter(text),
          "",
          String.format("byte 0x%02X is not valid %s", content[bytes.position()], charset),
          "save the file in UTF-8");
      return Optional.empty();
    }
    return isPrintable(text) ? Optional.of(text) : Optional.empty();
  }

  private static Charset charset(byte[] content) {
    int mark = content.length < 2 ? 0 : ((content[0] & 0xFF) << 8) | (content[1] & 0xFF);
    return switch (mark) {
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  private boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F) {
        continue; // nearly all are of these
      }
      boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
      boolean forbidden = c == 0x7F || c == 0xFFFE || c == 0xFFFF || (c > 0x7F && c < 0xA0);
      if (control || (forbidden && c != 0x85)) {
        problems.add(
            placeAfter(text.substring(0, i)),
            "",
            String.format("character U+%04X is not allowed in YAML", (int) c),
            "remove it, or write it as an escape inside double quotes");
        return false;
      }
    }
    return true;
  }

  private Place placeAfter(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    int line = 1 + (int) lines.chars().filter(c -> c == '\n').count();
    String start = lines.substring(lines.lastIndexOf('\n') + 1);
    return new Place(file, line, start.codePointCount(0, start.length()) + 1);
  }
}
