package io.jcompose.runtime.image.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.UnusableImageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationDocumentTest {
  private static ConfigurationDocument parse(String json) {
    return ConfigurationDocument.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ImageConfig config(String json) {
    return parse("{\"config\":" + json + "}").config();
  }

  @Test
  void everyDefaultOfAnImageIsRead() {
    ConfigurationDocument document =
        parse(
            """
            {"architecture":"arm64","variant":"v8","os":"linux","created":"2026-01-02T03:04:05+01:00",
             "config":{
               "Env":["PATH=/bin","EMPTY=","A=b=c"],"Entrypoint":["/run"],"Cmd":["-x",""],
               "User":"app:staff","WorkingDir":"/srv","Volumes":{"/data":{},"/cache":{}},
               "ExposedPorts":{"80/tcp":{},"53/udp":{},"99":{},"7000-7002/tcp":{}},
               "StopSignal":"SIGQUIT","Labels":{"a":"b"},"ArgsEscaped":true,
               "Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":30000000000,"Timeout":0,
                 "StartPeriod":1500000000,"StartInterval":2000000000,"Retries":3}},
             "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},
             "history":[{"created_by":"a shell"}],"moby.buildkit.buildinfo.v1":"unknown"}
            """
                .formatted("ab".repeat(32)));

    ImageConfig config = document.config();
    assertThat(document.platform()).hasToString("linux/arm64/v8");
    assertThat(document.created()).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(document.layers()).containsExactly(new Digest("ab".repeat(32)));
    assertThat(config.environment())
        .containsExactly(Map.entry("PATH", "/bin"), Map.entry("EMPTY", ""), Map.entry("A", "b=c"));
    assertThat(config.entrypoint()).containsExactly("/run");
    assertThat(config.command()).containsExactly("-x", "");
    assertThat(config.user()).contains("app:staff");
    assertThat(config.workingDirectory()).contains("/srv");
    assertThat(config.volumes()).containsExactly("/cache", "/data");
    assertThat(config.exposedPorts())
        .isEqualTo(
            Set.of(
                new Port(80, Protocol.TCP),
                new Port(53, Protocol.UDP),
                new Port(99, Protocol.TCP),
                new Port(7000, Protocol.TCP),
                new Port(7001, Protocol.TCP),
                new Port(7002, Protocol.TCP)));
    assertThat(config.stopSignal()).contains(Signal.QUIT);
    assertThat(config.labels()).containsExactly(Map.entry("a", "b"));
    assertThat(config.healthcheck())
        .isEqualTo(
            new Healthcheck(
                false,
                Optional.of(List.of("CMD-SHELL", "true")),
                Optional.of(Duration.ofSeconds(30)),
                Optional.empty(),
                Optional.of(Duration.ofMillis(1500)),
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(3)));
  }

  @Test
  void anImageThatSaysNothingHasNoDefaults() {
    assertThat(parse("{}").config()).isEqualTo(ImageConfig.EMPTY);
    assertThat(parse("{}").created()).isEqualTo(Instant.EPOCH);
    assertThat(config("null")).isEqualTo(ImageConfig.EMPTY);
    assertThat(
            config(
                """
                {"Env":null,"Cmd":null,"Entrypoint":null,"Volumes":null,"ExposedPorts":null,
                 "Labels":null,"Healthcheck":null,"User":"","WorkingDir":"","StopSignal":""}"""))
        .isEqualTo(ImageConfig.EMPTY);
  }

  @Test
  void aHealthcheckCanBeTurnedOffOrOnlyTuned() {
    assertThat(config("{\"Healthcheck\":{\"Test\":[\"NONE\"]}}").healthcheck().disabled()).isTrue();
    assertThat(config("{\"Healthcheck\":{\"Retries\":2}}").healthcheck())
        .extracting(Healthcheck::test, Healthcheck::retries)
        .containsExactly(Optional.empty(), Optional.of(2));
  }

  @Test
  void aWorkingDirectoryIsSeenFromTheRoot() {
    assertThat(config("{\"WorkingDir\":\"srv/app\"}").workingDirectory()).contains("/srv/app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"Cmd\":\"sh -c x\"}; config.Cmd must be a list but is \"sh -c x\"",
        "{\"Cmd\":[1]}; config.Cmd[0] must be text but is 1",
        "{\"ExposedPorts\":{\"http\":{}}}; ExposedPorts.http must be below a port such as 80/tcp",
        "{\"ExposedPorts\":{\"70000\":{}}}; ExposedPorts.70000 must be below a port",
        "{\"ExposedPorts\":{\"80/sctpx\":{}}}; must be below a port",
        "{\"StopSignal\":\"SIGNOPE\"}; config.StopSignal must be a signal but is \"SIGNOPE\"",
        "{\"Volumes\":{\"data\":{}}}; Volumes.data must be below an absolute path",
        "{\"Healthcheck\":{\"Test\":[\"RUN\",\"x\"]}}; Healthcheck.Test must be NONE, or CMD",
        "{\"Healthcheck\":{\"Interval\":-1}}; Interval must be a number of nanoseconds",
        "{\"Healthcheck\":{\"Interval\":\"5s\"}}; Interval must be a whole number but is \"5s\"",
        "{\"Labels\":[\"a\"]}; config.Labels must be an object"
      })
  void whatIsWrongIsNamed(String json, String message) {
    assertThatThrownBy(() -> config(json))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMalformedVariableIsToldWithoutItsText() {
    assertThatThrownBy(() -> config("{\"Env\":[\"=secret\"]}"))
        .hasMessageContaining("not of the form NAME=VALUE")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"created\":\"yesterday\"}",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "{\"rootfs\":{\"diff_ids\":[\"sha512:00\"]}}"
      })
  void whatIsNoConfigurationIsRefused(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(UnusableImageException.class);
  }

  @Test
  void textInAnotherEncodingIsRefused() {
    assertThatThrownBy(() -> ConfigurationDocument.parse("{}".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(UnusableImageException.class);
  }
}
