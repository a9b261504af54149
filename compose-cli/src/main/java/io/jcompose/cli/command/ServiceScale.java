package io.jcompose.cli.command;

import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many containers services are to have, as the command line says it. */
final class ServiceScale {
  private static final Pattern FORM = Pattern.compile("([^=]+)=([0-9]{1,5})");

  private ServiceScale() {}

  /**
   * Returns the services that are named, whether or not the project has them.
   *
   * @throws UsageFailure if a text has another form
   */
  static List<String> names(List<String> texts) {
    return texts.stream().map(text -> parts(text).group(1)).distinct().toList();
  }

  /**
   * Reads {@code SERVICE=NUMBER}; of several for one service the last counts.
   *
   * @throws UsageFailure if one has another form, or names no service
   */
  static Map<ServiceName, Integer> read(List<String> texts, Collection<ServiceName> known) {
    Map<ServiceName, Integer> scale = new LinkedHashMap<>();
    for (String text : texts) {
      Matcher parts = parts(text);
      scale.put(KnownServices.find(parts.group(1), known), Integer.parseInt(parts.group(2)));
    }
    return scale;
  }

  private static Matcher parts(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new UsageFailure(
          "'" + text + "' does not say how many containers a service is to have",
          "write it as SERVICE=NUMBER, such as 'web=3'");
    }
    return parts;
  }
}
