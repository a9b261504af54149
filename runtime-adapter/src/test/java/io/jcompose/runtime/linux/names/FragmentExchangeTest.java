package io.jcompose.runtime.linux.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragmentExchangeTest {
  private static final NetworkName NETWORK = new NetworkName("common");
  private static final ProjectName OURS = new ProjectName("ours");
  private static final ProjectName THEIRS = new ProjectName("theirs");
  private static final IpAddress ADDRESS = IpAddress.of("10.1.0.2");

  @TempDir Path directory;

  @Test
  void whatOneProjectTellsTheOthersRead() {
    FragmentExchange exchange = new FragmentExchange(directory);
    exchange.publish(NETWORK, OURS, fragment("ours"));
    exchange.publish(NETWORK, THEIRS, fragment("theirs"));

    assertThat(exchange.others(NETWORK, List.of(OURS))).containsExactly(fragment("theirs"));
  }

  @Test
  void whatIsTakenBackIsGoneAndTheFolderWithTheLast() {
    FragmentExchange exchange = new FragmentExchange(directory);
    exchange.publish(NETWORK, OURS, fragment("ours"));

    exchange.withdraw(NETWORK, OURS);
    exchange.withdraw(NETWORK, OURS);

    assertThat(exchange.others(NETWORK, List.of())).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatNobodyUnderstandsIsNotRead() throws IOException {
    FragmentExchange exchange = new FragmentExchange(directory);
    Files.writeString(exchange.folder(NETWORK).resolve("newer.json"), "{\"version\":99}");

    assertThat(exchange.others(NETWORK, List.of())).isEmpty();
  }

  private static Fragment fragment(String name) {
    return new Fragment(
        Fragment.VERSION,
        Map.of(name, List.of(ADDRESS)),
        Map.of(name, List.of(ADDRESS)),
        Map.of(name, List.of(ADDRESS)),
        Set.of(name),
        Map.of(ADDRESS, name));
  }
}
