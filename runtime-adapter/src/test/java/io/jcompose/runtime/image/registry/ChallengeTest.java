package io.jcompose.runtime.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChallengeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Basic realm=\"a registry\" | basic {realm=a registry}",
        "Basic | basic {}",
        "Bearer realm=\"https://t/x\",service=\"s\",scope=\"repository:a/b:pull,push\""
            + " | bearer {realm=https://t/x, scope=repository:a/b:pull,push, service=s}",
        "bearer Realm = t , SERVICE=s | bearer {realm=t, service=s}",
        "Basic realm=\"x\", Bearer realm=\"y\", service=z"
            + " | basic {realm=x} bearer {realm=y, service=z}",
        "Negotiate, Basic realm=\"with \\\"quotes\\\", and = signs\""
            + " | negotiate {} basic {realm=with \"quotes\", and = signs}",
        "Bearer realm=\"never closed | bearer {realm=never closed}",
        ",,, | ``",
        "=== | ``",
      })
  void challengesAreReadWithTheirParameters(String header, String expected) {
    StringBuilder read = new StringBuilder();
    for (Challenge challenge : Challenge.parse(List.of(header))) {
      Map<String, String> sorted = new TreeMap<>(challenge.parameters());
      read.append(challenge.scheme()).append(' ').append(sorted).append(' ');
    }
    assertThat(read.toString().strip()).isEqualTo(expected);
  }
}
