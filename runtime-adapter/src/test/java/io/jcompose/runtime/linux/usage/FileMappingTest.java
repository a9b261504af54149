package io.jcompose.runtime.linux.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileMappingTest {
  private static String mapping(String line, int anonymous) {
    return line
        + "\nSize: 2048 kB\nPss: 1024 kB\nAnonymous:        "
        + anonymous
        + " kB\nLazyFree: 0 kB\nVmFlags: rd ex mr\n";
  }

  @Test
  void textOfProgramsAndArchivesAreThoseThatCanBeLetGo() {
    String smaps =
        mapping("7f9170000000-7f9170200000 r-xp 00200000 08:01 1234   /usr/lib/libjvm.so", 0)
            + mapping("800000000-800001000 r--p 00001000 fe:00 7      /x/a file.jsa", 0);

    assertThat(FileMapping.unchanged(smaps))
        .containsExactly(
            new FileMapping(0x7f9170000000L, 0x200000), new FileMapping(0x800000000L, 0x1000));
  }

  @Test
  void whatWasWrittenToOrCanBeStays() {
    String smaps =
        mapping("7f9170000000-7f9170200000 r--p 00200000 08:01 1234   /usr/lib/libjvm.so", 64)
            + mapping("7f9170200000-7f9170300000 rw-p 00200000 08:01 1234   /usr/lib/libjvm.so", 0)
            + mapping("7f9170300000-7f9170400000 rw-p 00000000 00:00 0 ", 128)
            + mapping("7f9170400000-7f9170500000 r--p 00000000 00:00 0                [vvar]", 0)
            + mapping("7f9170500000-7f9170600000 ---p 00000000 08:01 1234   /usr/lib/libc.so", 0);

    assertThat(FileMapping.unchanged(smaps)).isEmpty();
  }

  @Test
  void aKernelThatTellsNothingLetsNothingGo() {
    assertThat(FileMapping.unchanged("")).isEmpty();
  }
}
