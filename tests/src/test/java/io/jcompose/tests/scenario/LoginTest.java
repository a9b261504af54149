package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final String LINES =
      """
      trap : INT
      %s/jcompose login 127.0.0.1:1
      echo "code $?"
      stty -a | tr ' ' '\\n' | grep -x -- '-*echo'
      """
          .formatted(Stack.HOME);

  @TempDir Path scratch;

  private TerminalSession session() {
    return TerminalSession.start(
        scratch,
        Map.of(
            "HOME",
            scratch.toString(),
            "REGISTRY_AUTH_FILE",
            scratch.resolve("auth.json").toString(),
            "JCOMPOSE_JAVA_HOME",
            System.getProperty("java.home"),
            "JCOMPOSE_NO_BUILD",
            "1"),
        LINES);
  }

  @Test
  void aPasswordTypedAtATerminalIsNotShown() {
    try (TerminalSession session = session()) {
      session.awaitSeen("Username: ");
      session.type("ann\n");
      session.awaitSeen("Password: ");
      session.type("hunter2\n");
      session.awaitEnd();

      assertThat(session.seen()).contains("ann").contains("code 1").doesNotContain("hunter2");
      assertThat(session.seen().strip()).endsWith("\necho");
    }
    assertThat(scratch.resolve("auth.json")).doesNotExist(); // nobody was there to be asked
  }

  @Test
  void whoGivesUpAtThePasswordCanSeeAgainWhatIsTyped() {
    try (TerminalSession session = session()) {
      session.awaitSeen("Username: ");
      session.type("ann\n");
      session.awaitSeen("Password: ");
      session.type("\u0003");
      session.awaitEnd();

      assertThat(session.seen()).contains("code 130");
      assertThat(session.seen().strip()).endsWith("\necho");
    }
    assertThat(scratch.resolve("auth.json")).doesNotExist();
  }
}
