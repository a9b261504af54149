package io.jcompose.runtime.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.syscall.UnixDatagramServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifySocketTest {
  @TempDir private Path directory;

  @Test
  void whoeverListensAtAPathIsToldInOneMessage() throws IOException {
    Path path = directory.resolve("notify");
    try (UnixDatagramServer manager = UnixDatagramServer.at(path)) {
      assertThat(socket(path.toString()).tell(List.of("READY=1", "STATUS=All up: ünï"))).isTrue();

      assertThat(text(manager)).isEqualTo("READY=1\nSTATUS=All up: ünï");
    }
  }

  @Test
  void whoeverListensAtANameOfTheKernelsIsTold() throws IOException {
    String name = "jcompose-test/" + UUID.randomUUID();
    try (UnixDatagramServer manager = UnixDatagramServer.atAbstract(name)) {
      assertThat(socket("@" + name).tell(List.of("STOPPING=1"))).isTrue();

      assertThat(text(manager)).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void aManagerThatIsGoneIsNoFailure() {
    assertThat(socket(directory.resolve("nobody").toString()).tell(List.of("READY=1"))).isFalse();
    assertThat(socket("/" + "x".repeat(200)).tell(List.of("READY=1"))).isFalse();
    assertThat(socket("@" + "x".repeat(200)).tell(List.of("READY=1"))).isFalse();
  }

  @Test
  void withoutAnAddressThatIsKnownNobodyListens() {
    assertThat(NotifySocket.of(Map.of())).isEmpty();
    for (String address : List.of("", "@", "/", "vsock:2:1234", "relative")) {
      assertThat(NotifySocket.of(Map.of("NOTIFY_SOCKET", address))).as(address).isEmpty();
    }
  }

  private static NotifySocket socket(String address) {
    return NotifySocket.of(Map.of("NOTIFY_SOCKET", address)).orElseThrow();
  }

  private static String text(UnixDatagramServer manager) {
    return new String(manager.receive(), StandardCharsets.UTF_8);
  }
}
