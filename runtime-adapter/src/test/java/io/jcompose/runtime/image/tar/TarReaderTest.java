package io.jcompose.runtime.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.runtime.image.TarBytes;
import io.jcompose.runtime.image.UnusableImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarReaderTest {
  private static TarEntry first(byte[] archive) throws IOException {
    return new TarReader(new ByteArrayInputStream(archive)).next().orElseThrow();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nothingIsAnEmptyArchive() throws IOException {
    assertThat(new TarReader(new ByteArrayInputStream(new byte[0])).next()).isEmpty();
    assertThat(new TarReader(new ByteArrayInputStream(new byte[1024])).next()).isEmpty();
  }

  @Test
  void contentThatIsNotReadIsSkipped() throws IOException {
    byte[] archive = new TarBytes().file("a", "x".repeat(600)).file("b", "content").bytes();
    TarReader reader = new TarReader(new ByteArrayInputStream(archive));
    reader.next();

    TarEntry second = reader.next().orElseThrow();

    byte[] buffer = new byte[100];
    assertThat(second.name()).isEqualTo(EntryName.of("b"));
    assertThat(reader.read(buffer, 100)).isEqualTo(7);
    assertThat(Arrays.copyOf(buffer, 7)).isEqualTo(text("content"));
    assertThat(reader.read(buffer, 100)).isEqualTo(-1);
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void anArchiveWithoutItsEndMarkIsRead() throws IOException {
    byte[] archive = new TarBytes().file("a", "x").unended();
    TarReader reader = new TarReader(new ByteArrayInputStream(archive));

    assertThat(reader.next()).isPresent();
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void binaryAttributesStayAsTheyAre() throws IOException {
    byte[] capability = {1, 0, 0, 2, (byte) 0x80, 0x20, 0, '\n', '=', 0};

    TarEntry entry =
        first(
            new TarBytes()
                .pax("SCHILY.xattr.security.capability", capability)
                .file("a", "")
                .bytes());

    assertThat(entry.attributes())
        .hasEntrySatisfying(
            "security.capability",
            attribute -> assertThat(attribute.value()).isEqualTo(capability));
  }

  @Test
  void namesStayBytes() throws IOException {
    byte[] name = {'n', (byte) 0xff, (byte) 0xc3, '/', 'x'};

    TarEntry entry = first(new TarBytes().pax("path", name).file("a", "").bytes());

    assertThat(entry.name().bytes()).isEqualTo(name);
  }

  @Test
  void timesHaveNanosecondsBefore1970Too() throws IOException {
    byte[] archive =
        new TarBytes()
            .pax("mtime", text("-1.25"))
            .pax("atime", text("5.0000000019"))
            .file("a", "")
            .bytes();

    assertThat(first(archive).changed()).isEqualTo(new TarEntry.Moment(-2, 750_000_000));
    assertThat(first(archive).read()).isEqualTo(new TarEntry.Moment(5, 1));
  }

  @Test
  void numbersMayBeInBase256() {
    byte[] field = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
    byte[] minusOne = new byte[12];
    Arrays.fill(minusOne, (byte) 0xff);
    byte[] tooLarge = minusOne.clone();
    tooLarge[0] = (byte) 0xbf;

    assertThat(TarNumber.parse(field, 0, 12, "size")).isEqualTo(1L << 32);
    assertThat(TarNumber.parse(minusOne, 0, 12, "time")).isEqualTo(-1);
    assertThatThrownBy(() -> TarNumber.parse(tooLarge, 0, 12, "size"))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("size is too large");
  }

  @Test
  void whatIsNoTarIsToldApartFromADamagedOne() {
    byte[] archive = new TarBytes().file("a", "").file("b", "").bytes();
    archive[512] ^= 1;

    assertThatThrownBy(() -> first(text("x".repeat(512)))).hasMessage("this is not a tar archive");
    assertThatThrownBy(
            () -> {
              TarReader reader = new TarReader(new ByteArrayInputStream(archive));
              reader.next();
              reader.next();
            })
        .hasMessage("a header of the tar archive has the wrong checksum");
  }

  @Test
  void anEntryThatIsCutOffIsDamaged() {
    byte[] archive = new TarBytes().file("a", "x".repeat(600)).bytes();

    assertThatThrownBy(
            () -> {
              TarReader reader =
                  new TarReader(new ByteArrayInputStream(Arrays.copyOf(archive, 900)));
              reader.next();
              reader.next();
            })
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("ends in the middle");
  }

  @Test
  void headersThatWouldFillMemoryAreRefused() {
    byte[] one = new TarBytes().entry("x", 'x', "", 1L << 40).bytes();
    TarBytes many = new TarBytes();
    for (int i = 0; i < 4; i++) {
      many.pax("comment" + i, new byte[900_000]);
    }
    byte[] manyBytes = many.file("a", "").bytes();

    assertThatThrownBy(() -> first(one)).hasMessageContaining("bytes long");
    assertThatThrownBy(() -> first(manyBytes))
        .hasMessageContaining("the PAX headers of one tar entry");
  }

  @Test
  void malformedHeadersAreRefused() {
    byte[] pax = new TarBytes().entry("x", 'x', "", 9).content(text("999 a=b\n!")).bytes();
    byte[] type = new TarBytes().entry("odd", 'Q', "", 0).bytes();
    byte[] sparse =
        new TarBytes()
            .pax("GNU.sparse.major", text("1"))
            .pax("GNU.sparse.realsize", text("5"))
            .file("s", "1\n0\n9999\n")
            .bytes();

    assertThatThrownBy(() -> first(pax)).hasMessageContaining("PAX header");
    assertThatThrownBy(() -> first(type)).hasMessageContaining("unknown tar type 81");
    assertThatThrownBy(() -> first(sparse)).hasMessageContaining("sparse file is malformed");
  }
}
