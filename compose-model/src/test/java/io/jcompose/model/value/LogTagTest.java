package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTagTest {
  private static final LogTag.Facts FACTS =
      new LogTag.Facts(
          "0123456789abcdef0123", "shop-web-1", "nginx:1.27", "sha256:fedcba9876543210fedc");

  @ParameterizedTest
  @CsvSource({
    "{{.ID}}, 0123456789ab",
    "{{.FullID}}, 0123456789abcdef0123",
    "{{ .Name }}, shop-web-1",
    "{{.ImageName}}/{{.Name}}, nginx:1.27/shop-web-1",
    "{{.ImageID}}, fedcba987654",
    "{{.ImageFullID}}, sha256:fedcba9876543210fedc",
    "{{.DaemonName}}, jcompose",
    "plain, plain",
  })
  void fieldsAreFilledIn(String template, String tag) {
    assertThat(new LogTag(template).of(FACTS)).isEqualTo(tag);
  }

  @Test
  void theDefaultIsTheShortIdentifier() {
    assertThat(LogTag.DEFAULT.of(FACTS)).isEqualTo("0123456789ab");
  }
}
