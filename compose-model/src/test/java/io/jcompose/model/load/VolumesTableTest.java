package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry of {@code volumes} stands for, a fact a row, each tried with docker compose. */
class VolumesTableTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /data                  | {type: volume, target: /data, volume: {}}
          /data/../x//y/         | {type: volume, target: /x/y, volume: {}}
          data:/data             | {type: volume, source: data, target: /data, volume: {}}
          data:/data/            | {type: volume, source: data, target: /data, volume: {}}
          data:/data:ro          | {type: volume, source: data, target: /data, read_only: true, volume: {}}
          data:/data:rw          | {type: volume, source: data, target: /data, volume: {}}
          data:/data:nocopy      | {type: volume, source: data, target: /data, volume: {nocopy: true}}
          "data:/data:ro,nocopy" | {type: volume, source: data, target: /data, read_only: true, volume: {nocopy: true}}
          data:/data:strange     | {type: volume, source: data, target: /data, volume: {}}
          data:/data:cached      | {type: volume, source: data, target: /data, volume: {}}
          ./a:/data              | {type: bind, source: /srv/app/a, target: /data, bind: {create_host_path: true}}
          .:/data                | {type: bind, source: /srv/app, target: /data, bind: {create_host_path: true}}
          ..:/data               | {type: bind, source: /srv, target: /data, bind: {create_host_path: true}}
          ../a:/data             | {type: bind, source: /srv/a, target: /data, bind: {create_host_path: true}}
          ./a/../b:/data         | {type: bind, source: /srv/app/b, target: /data, bind: {create_host_path: true}}
          .hidden:/data          | {type: bind, source: /srv/app/.hidden, target: /data, bind: {create_host_path: true}}
          /a:/data               | {type: bind, source: /a, target: /data, bind: {create_host_path: true}}
          ~:/data                | {type: bind, source: /root, target: /data, bind: {create_host_path: true}}
          ~/a:/data              | {type: bind, source: /root/a, target: /data, bind: {create_host_path: true}}
          /a:/data:ro            | {type: bind, source: /a, target: /data, read_only: true, bind: {create_host_path: true}}
          /a:/data:z             | {type: bind, source: /a, target: /data, bind: {create_host_path: true, selinux: z}}
          "/a:/data:Z,ro"        | {type: bind, source: /a, target: /data, read_only: true, bind: {create_host_path: true, selinux: Z}}
          /a:/data:rshared       | {type: bind, source: /a, target: /data, bind: {create_host_path: true, propagation: rshared}}
          /a:/data:private       | {type: bind, source: /a, target: /data, bind: {create_host_path: true, propagation: private}}
          "/a:/data:slave,ro"    | {type: bind, source: /a, target: /data, read_only: true, bind: {create_host_path: true, propagation: slave}}
          "${DIR}:/data"         | {type: bind, source: /from/shell, target: /data, bind: {create_host_path: true}}
          "${NONE:-data}:/data"  | {type: volume, source: data, target: /data, volume: {}}
          """)
  void aShortFormIsWrittenOut(String volume, String shown) {
    assertThat(volume(volume).at("services.web.volumes"))
        .isEqualTo(SmallProject.shown("[" + shown + "]"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {type: volume, source: data, target: /data}  | {type: volume, source: data, target: /data}
          {type: volume, target: /data}                | {type: volume, target: /data}
          {type: volume, source: data, target: /data/} | {type: volume, source: data, target: /data}
          {type: volume, source: data, target: /d, volume: {nocopy: true}} | {type: volume, source: data, target: /d, volume: {nocopy: true}}
          {type: volume, source: data, target: /d, volume: {subpath: a}} | {type: volume, source: data, target: /d, volume: {subpath: a}}
          {type: volume, source: data, target: /d, read_only: true} | {type: volume, source: data, target: /d, read_only: true}
          {type: bind, source: ./a, target: /d}        | {type: bind, source: /srv/app/a, target: /d}
          {type: bind, source: a, target: /d}          | {type: bind, source: /srv/app/a, target: /d}
          {type: bind, source: ~/a, target: /d}        | {type: bind, source: /root/a, target: /d}
          {type: bind, source: /a, target: /d, bind: {}} | {type: bind, source: /a, target: /d, bind: {}}
          {type: bind, source: /a, target: /d, bind: {create_host_path: true}} | {type: bind, source: /a, target: /d, bind: {create_host_path: true}}
          {type: bind, source: /a, target: /d, bind: {propagation: slave, selinux: z}} | {type: bind, source: /a, target: /d, bind: {propagation: slave, selinux: z}}
          {type: bind, source: /a, target: /d, bind: {recursive: disabled}} | {type: bind, source: /a, target: /d, bind: {recursive: disabled}}
          {type: bind, source: /a, target: /d, consistency: cached} | {type: bind, source: /a, target: /d, consistency: cached}
          {type: tmpfs, target: /d}                    | {type: tmpfs, target: /d}
          {type: tmpfs, target: /d, tmpfs: {size: 64m}} | {type: tmpfs, target: /d, tmpfs: {size: "67108864"}}
          {type: tmpfs, target: /d, tmpfs: {size: 1024}} | {type: tmpfs, target: /d, tmpfs: {size: "1024"}}
          {type: tmpfs, target: /d, tmpfs: {mode: 0o1777}} | {type: tmpfs, target: /d, tmpfs: {mode: 1023}}
          {type: npipe, source: /a, target: /d}        | {type: npipe, source: /a, target: /d}
          {type: cluster, source: data, target: /d}    | {type: cluster, source: data, target: /d}
          {type: image, source: x, target: /d, image: {subpath: a}} | {type: image, source: x, target: /d, image: {subpath: a}}
          """)
  void aLongFormIsCompleted(String volume, String shown) {
    assertThat(volume(volume).at("services.web.volumes"))
        .isEqualTo(SmallProject.shown("[" + shown + "]"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          undeclared:/data                             | : volume 'undeclared' is not declared
          dtaa:/data                                   | : volume 'dtaa' is not declared
          a/b:/data                                    | : volume 'a/b' is not declared
          data:/data:ro:z                              | : 'data:/data:ro:z' is not a volume
          ":/data"                                     | : ':/data' is not a volume
          "data:"                                      | : 'data:' is not a volume
          ""                                           | : '' is not a volume
          "${NONE}:/data"                              | : ':/data' is not a volume
          5                                            | : must be a text, not '5'
          [a]                                          | : must be a text, not a list
          {source: data, target: /d}                   | : has no 'type'
          {type: volume, source: data}                 | : has no 'target'
          {type: bind, target: /d}                     | : has no 'source': the path on the host
          {type: bid, source: /a, target: /d}          | .type: volume type 'bid' is not known
          {type: volume, source: other, target: /d}    | : volume 'other' is not declared
          {type: bind, source: /a, target: /d, bind: {propagation: x}} | .bind.propagation: must be private, rprivate, shared, rshared, slave or rslave, not 'x'
          {type: bind, source: /a, target: /d, bind: {selinux: y}} | .bind.selinux: must be z or Z, not 'y'
          {type: bind, source: /a, target: /d, bind: {recursive: y}} | .bind.recursive: must be enabled, disabled, writable or readonly, not 'y'
          {type: tmpfs, target: /d, tmpfs: {size: big}} | .tmpfs.size: must be a size, not 'big'
          {type: tmpfs, target: /d, tmpfs: {sise: 1}}  | .tmpfs.sise: 'sise' is not a key of a tmpfs mount
          {type: volume, target: /d, volume: {copy: false}} | .volume.copy: 'copy' is not a key of a volume mount
          {type: volume, target: /d, readonly: true}   | .readonly: 'readonly' is not a key of a volume
          """)
  void whatIsNoneIsRefused(String volume, String problem) {
    assertThat(volume(volume).problems())
        .contains(": services.web.volumes[0]" + problem + "\n    hint: ");
  }

  private static SmallProject volume(String volume) {
    return SmallProject.of(
            "services: {web: {image: x, volumes: [" + volume + "]}}\nvolumes: {data: {}}\n")
        .withVariable("DIR", "/from/shell");
  }
}
