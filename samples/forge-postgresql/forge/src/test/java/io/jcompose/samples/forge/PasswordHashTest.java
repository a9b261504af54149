package io.jcompose.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aPasswordIsKnownAgainAndNoOther() {
    PasswordHash hash = PasswordHash.of("s3cret", random);

    assertThat(hash.matches("s3cret")).isTrue();
    assertThat(hash.matches("s3cret ")).isFalse();
    assertThat(hash.matches("")).isFalse();
  }

  @Test
  void onePasswordHasAnotherHashEachTime() {
    assertThat(PasswordHash.of("x", random).value())
        .isNotEqualTo(PasswordHash.of("x", random).value())
        .startsWith("pbkdf2-sha512$210000$");
  }

  @Test
  void aHashIsNotShown() {
    assertThat(PasswordHash.of("x", random)).hasToString("PasswordHash");
  }
}
