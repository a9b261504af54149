package io.jcompose.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTemplateTest {
  private static final Map<String, Object> ROW =
      Map.of(
          "Name", "shop-web-1",
          "State", Map.of("Status", "running"),
          "Ports", List.of(80, 443));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{{.Name}}|shop-web-1",
        "{{ .Name }}: {{.State.Status}}|shop-web-1: running",
        "{{.Name}}\\t{{.Missing}}.|shop-web-1\t.",
        "{{upper .Name}}|SHOP-WEB-1",
        "{{json .State}}|{\"Status\":\"running\"}",
        "{{json .Name}}|\"shop-web-1\"",
        "{{join .Ports \", \"}}|80, 443",
        "{{len .Ports}}|2",
        "{{.Ports}}|[80,443]"
      })
  void fieldsAndFunctionsAreFilledIn(String template, String text) {
    assertThat(RowTemplate.parse(template).of(ROW)).isEqualTo(text);
  }

  @Test
  void headingsAreTheFieldsNames() {
    assertThat(RowTemplate.parse("{{.Name}}\\t{{upper .State.Status}}").headings())
        .isEqualTo("NAME\tSTATUS");
  }

  @Test
  void aPipeHandsItsValueOn() {
    assertThat(RowTemplate.parse("{{.Name | upper | json}}").of(ROW)).isEqualTo("\"SHOP-WEB-1\"");
    assertThat(RowTemplate.parse("{{json .}}").of(Map.of("a", 1))).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{.Name", "{{}}", "{{if .Name}}x{{end}}", "{{.Name .State}}", "{{join .Ports}}"})
  void whatIsNotSupportedIsSaid(String template) {
    assertThatThrownBy(() -> RowTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'");
  }
}
