package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with units, a fact a row; what docker compose 2.26 knows was tried with it. */
class QuantitiesTableTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          10ns        | 10ns
          15us        | 15µs
          15µs        | 15µs
          500ms       | 500ms
          1500ms      | 1.5s
          30s         | 30s
          90s         | 1m30s
          1m30s       | 1m30s
          1m30s500ms  | 1m30.5s
          1h5m30s20ms | 1h5m30.02s
          1.5h        | 1h30m0s
          2h          | 2h0m0s
          1d          | 24h0m0s
          1w          | 168h0m0s
          1w2d3h      | 219h0m0s
          "0"         | 0s
          0s          | 0s
          """)
  void durations(String written, String shown) {
    assertThat(service("stop_grace_period: " + written).at("services.web.stop_grace_period"))
        .isEqualTo(shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          10           | '10'
          "10"         | '10'
          1.5          | '1.5'
          ""           | ''
          5x           | '5x'
          1s 2s        | '1s 2s'
          1 s          | '1 s'
          s            | 's'
          true         | 'true'
          99999999999h | '99999999999h'
          [1s]         | a list
          """)
  void noDurations(String written, String shown) {
    assertThat(service("stop_grace_period: " + written).problems())
        .contains(
            ": services.web.stop_grace_period: must be a duration, not "
                + shown
                + "\n    hint: write a number with a unit, such as '500ms', '30s', '1m30s' or '2h'\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1024   | 1024
          "1024" | 1024
          1b     | 1
          2k     | 2048
          2K     | 2048
          2kb    | 2048
          2KiB   | 2048
          64m    | 67108864
          64MB   | 67108864
          1g     | 1073741824
          1gb    | 1073741824
          1G     | 1073741824
          1t     | 1099511627776
          1p     | 1125899906842624
          1.5g   | 1610612736
          0.5m   | 524288
          1 GB   | 1073741824
          """)
  void bytes(String written, String shown) {
    assertThat(service("mem_limit: " + written).at("services.web.mem_limit"))
        .isEqualTo('"' + shown + '"');
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          memswap_limit   | -1  | "-1"
          memswap_limit   | 1g  | "1073741824"
          shm_size        | 64m | "67108864"
          mem_reservation | 1g  | "1073741824"
          mem_swappiness  | 60  | "60"
          """)
  void otherBytes(String key, String written, String shown) {
    assertThat(service(key + ": " + written).at("services.web." + key)).isEqualTo(shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          big    | 'big'
          ""     | ''
          1x     | '1x'
          1mm    | '1mm'
          .5g    | '.5g'
          -5     | '-5'
          "1,5g" | '1,5g'
          true   | 'true'
          [1g]   | a list
          9999p  | '9999p'
          """)
  void noBytes(String written, String shown) {
    assertThat(service("mem_limit: " + written).problems())
        .contains(
            ": services.web.mem_limit: must be a size, not "
                + shown
                + "\n    hint: write a number with a unit, such as '512k', '64m' or '1g'\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0440  | 288
          0o440 | 288
          288   | 288
          0     | 0
          0777  | 511
          """)
  void octalModes(String written, String shown) {
    assertThat(
            SmallProject.of(
                    "services: {web: {image: x, secrets: [{source: s, mode: "
                        + written
                        + "}]}}\n"
                        + "secrets: {s: {file: /s}}\n")
                .at("services.web.secrets"))
        .isEqualTo(
            SmallProject.shown("[{source: s, target: /run/secrets/s, mode: " + shown + "}]"));
  }

  private static SmallProject service(String keys) {
    return SmallProject.of("services: {web: {image: x, " + keys + "}}\n");
  }
}
