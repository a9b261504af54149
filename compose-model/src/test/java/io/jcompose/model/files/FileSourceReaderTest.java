package io.jcompose.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.load.SourceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceReaderTest {
  @TempDir private Path directory;

  @Test
  void aFileIsReadUpToTheLimit() throws IOException {
    Files.writeString(directory.resolve("file"), "12345");

    assertThat(reader().read(path("file"), 3)).asString().isEqualTo("123");
    assertThat(reader().read(path("file"), 9)).asString().isEqualTo("12345");
    assertThat(reader().read(SourceReader.STANDARD_INPUT, 3)).asString().isEqualTo("inp");
  }

  @Test
  void aLinkIsTheFileThatItLeadsTo() throws IOException {
    Files.writeString(directory.resolve("file"), "12345");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("broken"), Path.of("nowhere"));
    Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));

    assertThat(reader().exists(path("link"))).isTrue();
    assertThat(reader().read(path("link"), 9)).asString().isEqualTo("12345");
    assertThat(reader().exists(path("broken"))).isFalse();
    assertThat(reader().exists(path("circle"))).isFalse();
    assertThatThrownBy(() -> reader().read(path("circle"), 9))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Too many levels of symbolic links or unable to access attributes of symbolic link");
  }

  @Test
  void whatIsNotThereIsToldApartFromWhatCannotBeRead() throws IOException {
    Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> reader().read(path("none"), 9))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> reader().read(path("file/below"), 9))
        .isInstanceOf(IOException.class)
        .hasMessage("Not a directory");
    assertThatThrownBy(() -> reader().read(directory.toString(), 9))
        .isInstanceOf(IOException.class)
        .hasMessage("Is a directory");
  }

  @Test
  void aNameThatTheSystemCannotHaveIsAReadErrorAndNoBug() {
    assertThat(reader().exists("/a\0b")).isFalse();
    assertThat(reader().names("/a\0b")).isEmpty();
    assertThatThrownBy(() -> reader().read("/a\0b", 9))
        .isInstanceOf(IOException.class)
        .hasMessage("its name holds a NUL character");
  }

  /** The halves of a surrogate pair are in no character set. */
  @Test
  void aNameThatTheLocaleCannotWriteIsAReadErrorAndNoBug() {
    assertThat(reader().exists("/a\uD800b")).isFalse();
    assertThatThrownBy(() -> reader().read("/a\uD800b", 9))
        .isInstanceOf(IOException.class)
        .hasMessage("its name has characters that the locale has not; LC_ALL=C.UTF-8 has them");
  }

  @Test
  void onlyADirectoryHasNames() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    Files.createDirectory(directory.resolve("folder"));

    assertThat(reader().names(directory.toString()).orElseThrow())
        .containsExactlyInAnyOrder("file", "folder");
    assertThat(reader().names(path("folder"))).hasValueSatisfying(it -> assertThat(it).isEmpty());
    assertThat(reader().names(path("file"))).isEmpty();
    assertThat(reader().names(path("none"))).isEmpty();
    assertThat(reader().exists(path("folder"))).isFalse();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static FileSourceReader reader() {
    return new FileSourceReader(new ByteArrayInputStream("input".getBytes(StandardCharsets.UTF_8)));
  }
}
