package io.jcompose.tests.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.schema.ComposeSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/compose-support.md} is the schema's own list of keys, written out by this test. */
class ComposeSupportDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/compose-support.md");

  private final List<ComposeSchema.Row> rows = new ComposeSchema().rows();

  /** Run with {@code -Djcompose.docs.update=true} to write the document. */
  @Test
  void theDocumentSaysWhatTheSchemaSays() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("jcompose.docs.update")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(Files.readString(DOCUMENT))
        .as(
            "write it with: mvn -pl tests -am test -Dtest=ComposeSupportDocumentTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Djcompose.docs.update=true")
        .isEqualTo(expected);
  }

  @Test
  void everyKeyOfTheComposeFileHasARow() throws IOException {
    Set<String> known =
        rows.stream().map(row -> plain(row.path())).collect(Collectors.toUnmodifiableSet());

    assertThat(Files.readAllLines(Cases.ROOT.resolve("keys.txt")))
        .allSatisfy(
            key -> {
              if (!key.contains("x-*")) {
                assertThat(known).contains(plain(key));
              }
            });
  }

  /** A key's path without what it is repeated by: names of the user's own, and lists. */
  private static String plain(String path) {
    return path.replace("[]", "").replace(".*", "");
  }

  private String document() {
    var text =
        new StringBuilder(
            """
        # What jcompose does with each key of a Compose file

        Written by `ComposeSupportDocumentTest` from the tables of `io.jcompose.model.schema`; to change
        a row, change it there, and run the test with `-Djcompose.docs.update=true`.

        `*` stands for a name of your own, `[]` for each item of a list. Every key is understood, checked
        and shown by `jcompose config`; the last column says what becomes of it where a project is run:

        - **honoured**: it does what it says.
        - **from … on**: it does what it says from that issue on. Until then `up` and its kin stop with
          an error that names the key and its place, rather than run something else than what the file
          says; "only" names values that ask for no more than what is done anyway.
        - **warned about**: it changes nothing on one host, and a warning says so.
        - **refused**: it will not be honoured; the error says what to write instead.

        Keys that start with `x-` are yours anywhere; of these, jcompose reads `x-jcompose` alone.

        """);
    String section = "";
    for (ComposeSchema.Row row : rows) {
      String heading = section(row.path());
      if (!heading.equals(section)) {
        section = heading;
        text.append("\n## ")
            .append(section)
            .append("\n\n| key | value | on one host |\n|---|---|---|\n");
      }
      text.append("| `")
          .append(row.path())
          .append("` | ")
          .append(row.form())
          .append(" | ")
          .append(row.support())
          .append(" |\n");
    }
    return text.toString();
  }

  private static String section(String path) {
    String top = path.split("[.\\[]", 2)[0];
    return List.of("version", "name").contains(top) ? "the top level" : top;
  }
}
