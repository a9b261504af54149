package io.jcompose.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every row was put to docker compose: {@code x-value: <written>} is printed as in the third
 * column.
 */
class PlainScalarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ~                            | NULL      | null
          null                         | NULL      | null
          Null                         | NULL      | null
          nULL                         | STRING    | nULL
          true                         | BOOLEAN   | true
          True                         | BOOLEAN   | true
          FALSE                        | BOOLEAN   | false
          yes                          | STRING    | yes
          on                           | STRING    | on
          y                            | STRING    | y
          tRUE                         | STRING    | tRUE
          0                            | INTEGER   | 0
          -0                           | INTEGER   | 0
          +5                           | INTEGER   | 5
          012                          | INTEGER   | 10
          -012                         | INTEGER   | -10
          08                           | FLOAT     | 8
          0o17                         | INTEGER   | 15
          0O17                         | INTEGER   | 15
          -0o17                        | INTEGER   | -15
          0o8                          | STRING    | 0o8
          0x1F                         | INTEGER   | 31
          0X1f                         | INTEGER   | 31
          -0x10                        | INTEGER   | -16
          0x                           | STRING    | 0x
          0b101                        | INTEGER   | 5
          -0b101                       | INTEGER   | -5
          0b12                         | STRING    | 0b12
          1_000                        | INTEGER   | 1000
          1__0                         | INTEGER   | 10
          0_17                         | INTEGER   | 15
          0x_1F                        | INTEGER   | 31
          _1                           | STRING    | _1
          1_                           | INTEGER   | 1
          1,000                        | STRING    | 1,000
          9223372036854775807          | INTEGER   | 9223372036854775807
          -9223372036854775808         | INTEGER   | -9223372036854775808
          -9223372036854775809         | FLOAT     | -9.223372036854776e+18
          18446744073709551615         | INTEGER   | 18446744073709551615
          +18446744073709551615        | FLOAT     | 1.8446744073709552e+19
          18446744073709551616         | FLOAT     | 1.8446744073709552e+19
          0xFFFFFFFFFFFFFFFFFF         | STRING    | 0xFFFFFFFFFFFFFFFFFF
          99999999999999999999         | FLOAT     | 1e+20
          1.5                          | FLOAT     | 1.5
          1.0                          | FLOAT     | 1
          1.                           | FLOAT     | 1
          .5                           | FLOAT     | 0.5
          +.5                          | FLOAT     | 0.5
          -1.5                         | FLOAT     | -1.5
          1_000.5                      | FLOAT     | 1000.5
          .5_0                         | FLOAT     | 0.5
          .5__0                        | STRING    | .5__0
          ._5                          | STRING    | ._5
          .5_                          | STRING    | .5_
          1e3                          | FLOAT     | 1000
          1E3                          | FLOAT     | 1000
          1e+3                         | FLOAT     | 1000
          1e6                          | FLOAT     | 1e+06
          1234567.5                    | FLOAT     | 1.2345675e+06
          0.0001                       | FLOAT     | 0.0001
          0.00001                      | FLOAT     | 1e-05
          -1.25e-7                     | FLOAT     | -1.25e-07
          1.7976931348623157e308       | FLOAT     | 1.7976931348623157e+308
          4.9e-324                     | FLOAT     | 5e-324
          2e-3                         | FLOAT     | 0.002
          0.1                          | FLOAT     | 0.1
          1e400                        | STRING    | 1e400
          1e-400                       | FLOAT     | 0
          1e                           | STRING    | 1e
          e3                           | STRING    | e3
          .                            | STRING    | .
          .inf                         | FLOAT     | .inf
          +.Inf                        | FLOAT     | .inf
          -.INF                        | FLOAT     | -.inf
          .iNF                         | STRING    | .iNF
          inf                          | STRING    | inf
          .nan                         | FLOAT     | .nan
          .NaN                         | FLOAT     | .nan
          -.nan                        | STRING    | -.nan
          nan                          | STRING    | nan
          12:30                        | STRING    | 12:30
          1.2.3                        | STRING    | 1.2.3
          2001-01-01                   | TIMESTAMP | 2001-01-01T00:00:00Z
          2001-1-1                     | TIMESTAMP | 2001-01-01T00:00:00Z
          2001-02-30                   | STRING    | 2001-02-30
          2000-02-29                   | TIMESTAMP | 2000-02-29T00:00:00Z
          2001-13-01                   | STRING    | 2001-13-01
          01-01-2001                   | STRING    | 01-01-2001
          20010101                     | INTEGER   | 20010101
          2001-12-14T21:59:43.10-05:00 | TIMESTAMP | 2001-12-14T21:59:43.1-05:00
          2001-12-14t21:59:43Z         | TIMESTAMP | 2001-12-14T21:59:43Z
          2001-12-14T1:9:3Z            | TIMESTAMP | 2001-12-14T01:09:03Z
          2001-12-14 21:59:43.000      | TIMESTAMP | 2001-12-14T21:59:43Z
          2001-12-14 21:59:43,25       | TIMESTAMP | 2001-12-14T21:59:43.25Z
          2001-12-14T21:59:43          | STRING    | 2001-12-14T21:59:43
          2001-12-14 21:59:43Z         | STRING    | 2001-12-14 21:59:43Z
          2001-12-14T21:59:43+00:00    | TIMESTAMP | 2001-12-14T21:59:43Z
          2001-12-14T21:59:43+05:30    | TIMESTAMP | 2001-12-14T21:59:43+05:30
          2001-12-14T21:59:43+25:00    | STRING    | 2001-12-14T21:59:43+25:00
          2001-12-14T21:59:43.1234567891Z | TIMESTAMP | 2001-12-14T21:59:43.123456789Z
          2001-12-14T24:00:00Z         | STRING    | 2001-12-14T24:00:00Z
          2001-12-14 21:59             | STRING    | 2001-12-14 21:59
          """)
  void whatIsWrittenWithoutQuotesHasAType(String written, PlainScalar.Kind kind, String printed) {
    assertThat(PlainScalar.of(written)).isEqualTo(new PlainScalar(kind, printed));
  }

  @Test
  void millionsOfDigitsAreANumberTooLargeToBeOne() {
    String digits = "9".repeat(4_000_000);

    assertThat(PlainScalar.of(digits)).isEqualTo(new PlainScalar(PlainScalar.Kind.STRING, digits));
  }

  @ParameterizedTest
  @CsvSource({"-0.0", ".inf", "-.inf", ".nan", "1e+06", "5e-324", "2001-12-14T21:59:43.1-05:00"})
  void whatIsPrintedIsReadAsTheSame(String printed) {
    assertThat(PlainScalar.of(printed).text()).isEqualTo(printed);
  }
}
