package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With whom a container shares what, and when an image is fetched: texts that are read once. */
class ParsedWordsTest {
  @ParameterizedTest
  @CsvSource({
    "none, None",
    "host, Host",
    "bridge, Bridge",
    "service:db, OfService",
    "container:1a2b, OfContainer",
    "corporate, Named"
  })
  void aNetworkModeIsOfAKindAndPrintedAsWritten(String text, String kind) {
    NetworkMode mode = NetworkMode.parse(text);

    assertThat(mode).hasToString(text);
    assertThat(mode.getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "private, Private",
    "host, Host",
    "none, None",
    "shareable, Shareable",
    "service:db, OfService",
    "container:1a2b, OfContainer",
    "keep-id, Named"
  })
  void aNamespaceIsOfAKindAndPrintedAsWritten(String text, String kind) {
    NamespaceMode mode = NamespaceMode.parse(text);

    assertThat(mode).hasToString(text);
    assertThat(mode.getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"service:", "service:a b", "container:"})
  void nobodyIsNoPartner(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkMode.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> NamespaceMode.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> VolumesFrom.parse(text + ":ro"));
  }

  @Test
  void mountsAreTakenFromAServiceOrAContainer() {
    var db = new ServiceName("db");

    assertThat(VolumesFrom.parse("db")).isEqualTo(new VolumesFrom.OfService(db, false));
    assertThat(VolumesFrom.parse("db:rw")).isEqualTo(new VolumesFrom.OfService(db, false));
    assertThat(VolumesFrom.parse("db:ro")).isEqualTo(new VolumesFrom.OfService(db, true));
    assertThat(VolumesFrom.parse("container:old:ro"))
        .isEqualTo(new VolumesFrom.OfContainer("old", true));
  }

  @ParameterizedTest
  @CsvSource({"daily, PT24H", "weekly, PT168H", "every_12h, PT12H", "every_1w2d, PT216H"})
  void aPullPolicyMayHaveAnAge(String text, Duration age) {
    assertThat(PullPolicy.parse(text))
        .isEqualTo(new PullPolicy(PullPolicy.Kind.WHEN_OLDER, Optional.of(age)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "every_", "every_x", "every_999999999999999999w"})
  void otherWordsAreNoPullPolicy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PullPolicy.parse(text))
        .withMessage("'%s' is not a pull policy", text);
  }
}
